// Everything the environment decides, read and checked once.
import { accessSync, constants } from 'node:fs';

export function readSettings(env = process.env) {
  return {
    port: number(env, 'PORT', 8080, 65535),
    dataDir: dataDir(env),
    version: env.APP_VERSION || 'dev',
    release: env.SKERRY_RELEASE || null,
    process: env.SKERRY_PROCESS || null,
    shownEnv: (env.SHOW_ENV || '').split(',').map((key) => key.trim()).filter(Boolean),
    shutdown: oneOf(env, 'SHUTDOWN', ['graceful', 'abrupt']),
    startDelayMs: number(env, 'START_DELAY_MS', 0),
    failAfterMs: number(env, 'FAIL_AFTER_MS', null),
    failPercent: number(env, 'FAIL_PERCENT', 0, 100),
    workerIntervalMs: number(env, 'WORKER_INTERVAL_MS', 5000),
    workerFails: env.WORKER_FAIL === '1',
    releaseFails: env.RELEASE_FAIL === '1',
    logRequests: env.LOG_REQUESTS === '1',
  };
}

function number(env, key, fallback, max = 2 ** 31 - 1) {
  const text = env[key];
  if (text === undefined || text === '') return fallback;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > max) {
    throw new Error(`${key} must be a whole number from 0 to ${max}, not '${text}'`);
  }
  return value;
}

function oneOf(env, key, values) {
  const value = env[key] || values[0];
  if (!values.includes(value)) throw new Error(`${key} must be one of ${values.join(', ')}, not '${value}'`);
  return value;
}

/** The folder of the notes, or null for memory. A folder somebody asked for must work. */
function dataDir(env) {
  if (env.DATA_DIR) return env.DATA_DIR;
  try {
    accessSync('/data', constants.W_OK);
    return '/data';
  } catch {
    return null;
  }
}
