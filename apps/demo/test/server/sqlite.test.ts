import { aSqliteFile } from './running-server.js';
import { describeTwoPeople } from './two-people.js';

describeTwoPeople(async () => aSqliteFile());
