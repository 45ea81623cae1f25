import { readFile } from 'node:fs/promises'

/** The kernel counts processor time in hundredths of a second, whatever its own clock does. */
const TICKS_PER_SECOND = 100

/** Seconds of processor time that a process has used so far, its own and the kernel's for it. */
export async function cpuSeconds(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
  // The second field is the program's name, which may have spaces in it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND
}

/** Megabytes of a process, what it shares with others counted in parts (PSS): so several may be added up. */
export async function memoryMb(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8')
  const found = /^Pss:\s+(?<kb>\d+) kB$/m.exec(text)?.groups?.['kb']
  if (found === undefined) throw new Error(`The memory of process ${pid} is not told.`)
  return Number(found) / 1024
}

/** A process that may be gone counts nothing. */
export async function sumOver(
  pids: readonly number[],
  measure: (pid: number) => Promise<number>,
): Promise<number> {
  const all = await Promise.all(pids.map((pid) => measure(pid).catch(() => 0)))
  return all.reduce((sum, each) => sum + each, 0)
}
