import { vi } from 'vitest';
import { forgetProcess } from './forget-process';

// All files of the unit tests run in one process, which loads its modules once. What an earlier file
// left in it is no business of the next one.
vi.useRealTimers();
vi.unstubAllEnvs();
forgetProcess();
