import { badRequest, notFound } from '../../http/rest-error.ts'

/** The record that a path names, or 404. */
export function findRecord<T>(records: ReadonlyMap<string, T>, sid: string, path: string): T {
  const record = records.get(sid)
  if (record === undefined) throw notFound(`${path}/${sid}`)
  return record
}

/** The record that a parameter names, or 400. */
export function findNamedRecord<T>(
  records: ReadonlyMap<string, T>,
  sid: string,
  parameter: string,
): T {
  const record = records.get(sid)
  if (record === undefined) throw badRequest(`Invalid parameter ${parameter}: no such SID ${sid}`)
  return record
}
