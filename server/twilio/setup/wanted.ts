/** Our resources in a Twilio account. They are found again by their names. */
export const wanted = {
  workspace: 'Cordboard',
  application: 'Cordboard',
  apiKey: 'Cordboard',
  workflow: 'Inbound',
  /** The first gets every call that names no queue. */
  queues: ['Support', 'Sales'],
  activities: [
    { name: 'Offline', available: false },
    { name: 'Available', available: true },
    { name: 'Unavailable', available: false },
    { name: 'Break', available: false },
  ],
  /** Seconds. Longer than a desk rings, so that the server ends a Reservation and not TaskRouter. */
  reservationSeconds: 120,
} as const

/** The queue that a caller asks for by name, else the first. Docs: taskrouter/workflow-configuration. */
export function workflowConfiguration(queueSids: ReadonlyMap<string, string>): string {
  const [first, ...others] = wanted.queues.map((name) => ({
    name,
    queue: queueSids.get(name) ?? '',
  }))
  const filters = others.map(({ name, queue }) => ({
    filter_friendly_name: name,
    expression: `queue == "${name}"`,
    targets: [{ queue }],
  }))
  return JSON.stringify({
    task_routing: { filters, default_filter: { queue: first?.queue ?? '' } },
  })
}
