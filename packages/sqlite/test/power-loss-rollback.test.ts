import { describePowerLosses } from './power-loss/suite.js';

describePowerLosses('rollback', 'FULL');
