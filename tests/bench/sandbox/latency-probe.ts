/** One request, carried out to the end of its answer. */
export type Request = () => Promise<unknown>

/** The bench's own clients: one request to each side per turn. */
const EVERY_MS = 20

/**
 * Asks both sides in turn, at a fixed pace whatever the answers take, until `ms` have passed. Milliseconds of each
 * answer, by side.
 */
export async function probeLatency(
  sides: Readonly<Record<'product' | 'bare', readonly Request[]>>,
  ms: number,
): Promise<Record<'product' | 'bare', number[]>> {
  const took: Record<'product' | 'bare', number[]> = { product: [], bare: [] }
  const pending: Promise<void>[] = []
  const timed = async (side: 'product' | 'bare', turn: number) => {
    const requests = sides[side]
    const started = performance.now()
    await requests[turn % requests.length]?.()
    took[side].push(performance.now() - started)
  }
  const until = performance.now() + ms
  await new Promise<void>((resolve) => {
    let turn = 0
    const timer = setInterval(() => {
      if (performance.now() >= until) {
        clearInterval(timer)
        return resolve()
      }
      pending.push(timed(turn % 2 === 0 ? 'product' : 'bare', turn >> 1))
      turn += 1
    }, EVERY_MS / 2)
  })
  await Promise.all(pending)
  return took
}
