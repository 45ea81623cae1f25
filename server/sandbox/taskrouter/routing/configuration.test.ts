import { describe, expect, it } from 'vitest'
import { readConfiguration } from './configuration.ts'

const everyQueue = () => true

function read(routing: unknown, queueExists: (sid: string) => boolean = everyQueue) {
  return readConfiguration(JSON.stringify({ task_routing: routing }), queueExists)
}

describe('a Workflow configuration', () => {
  it('inherits the queue from the target before, and takes numbers as text', () => {
    const targets = [{ queue: 'WQ1', timeout: '15', priority: '3' }, { timeout: 20 }]
    expect(read({ filters: [{ expression: '1==1', targets }] })).toMatchObject({
      ok: true,
      plan: {
        filters: [
          {
            targets: [
              { queue: 'WQ1', timeout: 15, priority: 3 },
              { queue: 'WQ1', timeout: 20, priority: null },
            ],
          },
        ],
        defaultTarget: null,
      },
    })
  })

  it.each([
    ['text', 'it is not JSON'],
    ['{}', 'task_routing'],
    [
      '{"task_routing":{"filters":[{"expression":"a == == 1","targets":[{"queue":"WQ1"}]}]}}',
      'task_routing.filters.0.expression: expected a value or a key',
    ],
    [
      '{"task_routing":{"filters":[{"expression":"1==1","targets":[{"timeout":5}]}]}}',
      'task_routing.filters.0.targets.0: the first target needs a queue',
    ],
    [
      '{"task_routing":{"filters":[{"expression":"1==1","targets":[{"queue":"WQ1","skip_if":"x"}]}]}}',
      'task_routing.filters.0.targets.0.skip_if: expected a comparison',
    ],
    [
      '{"task_routing":{"default_filter":{"queue":"WQ404"}}}',
      'task_routing.default_filter: no TaskQueue WQ404',
    ],
  ])('refuses %s', (text, message) => {
    const result = readConfiguration(text, (sid) => sid === 'WQ1')
    expect(result).toEqual({ ok: false, message: expect.stringContaining(message) })
  })
})
