import type { compose } from '../compose.ts'

/** Ends what was composed: first what begins something by itself, then who asks, then calls, and last what they write. */
export async function closeParts(parts: Awaited<ReturnType<typeof compose>>): Promise<void> {
  const { assignments, sweep, live, desk, presence, workers, guard, wrapUps, realtime } = parts
  for (const part of [assignments, sweep, live, desk, presence]) part.close()
  for (const part of [workers, guard, wrapUps, realtime]) part.close()
  await parts.app.close()
  await parts.webhookApp?.close()
  await parts.calls.close()
  await parts.writes.close()
}
