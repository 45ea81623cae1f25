import { execFileSync } from 'node:child_process'
import { userInfo } from 'node:os'
import { readIfPresent } from '../../files.ts'
import { mergePolicies, type Policy } from './policy.ts'
import { readPolicyPlaces, type PolicyReaders } from './policy-places.ts'

/** A program of the system that takes longer counts as failed. */
const TIMEOUT_MS = 5_000

/** Reads this machine's policy, once: a change applies from the next start on. */
export function readSystemPolicy(): Policy {
  const machine = {
    platform: process.platform,
    username: userInfo().username,
    systemRoot: process.env['SystemRoot'] ?? String.raw`C:\Windows`,
  }
  return mergePolicies(readPolicyPlaces(machine, readers))
}

const readers: PolicyReaders = {
  readText: readIfPresent,
  run(command, args) {
    try {
      return execFileSync(command, args, {
        encoding: 'utf8',
        timeout: TIMEOUT_MS,
        windowsHide: true,
        stdio: ['ignore', 'pipe', 'ignore'],
      })
    } catch {
      return null
    }
  },
}
