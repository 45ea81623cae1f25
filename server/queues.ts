import PQueue from 'p-queue'

/** A queue for each name: its jobs run one after the other, in their order. */
export function createQueues(): (name: string) => PQueue {
  const queues = new Map<string, PQueue>()
  return (name) => {
    const queue = queues.get(name) ?? new PQueue({ concurrency: 1 })
    queues.set(name, queue)
    return queue
  }
}
