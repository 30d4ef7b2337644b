import { describePowerLosses } from './power-loss/suite.js';

describePowerLosses('wal', 'NORMAL');
