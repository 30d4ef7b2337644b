import { register } from './define/register.js';

register();

export { register };
