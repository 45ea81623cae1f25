import { z } from 'zod'
import { parseJson } from '../../../electron/contract/parse-json.ts'

/** As the server writes it: pino's JSON, whose levels are 40 for a warning and 50 for an error. */
const logLine = z.looseObject({
  level: z.number(),
  time: z.union([z.number(), z.string()]),
  msg: z.string(),
})
const known = new Set(['level', 'time', 'msg', 'pid', 'hostname', 'name', 'process'])

/** A line of the server's log in readable form: the local time, the message and its fields. */
export function readLogLine(line: string): string {
  const parsed = logLine.safeParse(parseJson(line))
  // Other output, such as that of a crash, is shown as it is.
  if (!parsed.success) return line
  const { level, time, msg } = parsed.data
  const at = new Date(time).toLocaleTimeString('en-GB')
  const more = Object.entries(parsed.data).filter(([name]) => !known.has(name))
  const words = [
    at,
    level >= 50 ? 'ERROR' : level >= 40 ? 'WARNING' : '',
    msg,
    more.length === 0 ? '' : JSON.stringify(Object.fromEntries(more)),
  ]
  return words.filter((each) => each !== '').join('  ')
}
