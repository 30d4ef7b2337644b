#!/usr/bin/env node
import '../dist/policytrail.js';
