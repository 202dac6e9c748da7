import type { Command } from '../command.js';
import { compare } from './compare.js';
import { cost } from './cost.js';
import { ls } from './ls.js';
import { promote } from './promote.js';
import { start } from './start.js';
import { stop } from './stop.js';
import { watch } from './watch.js';

/** All commands, in the order of the help. */
export const COMMANDS: readonly Command[] = [ls, watch, start, stop, promote, cost, compare];
