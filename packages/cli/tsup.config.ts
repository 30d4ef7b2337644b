import { build } from '../../tools/tsup.ts';

export default build(['policytrail'], { platform: 'node', dts: false });
