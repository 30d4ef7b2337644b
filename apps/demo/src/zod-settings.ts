import * as z from 'zod';

// Before any schema is made: under a strict Content Security Policy zod must not try to compile.
z.config({ jitless: true });
