import { badge, h, none, settings } from './dom.js'

/** What can be chosen to go wrong, and how the control API is told. */
export const FAULTS = {
  'Webhooks are lost': ['/webhook-faults', { does: 'drop' }],
  'Webhooks come 3 s late': ['/webhook-faults', { does: 'delay', afterMs: 3000 }],
  'Webhooks come out of order': ['/webhook-faults', { does: 'reorder', afterMs: 3000 }],
  'Webhooks come twice': ['/webhook-faults', { does: 'duplicate' }],
  'REST answers 500': ['/rest-faults', { status: 500 }],
  'REST answers 429': ['/rest-faults', { status: 429 }],
  'REST does not answer': ['/rest-faults', { does: 'hang' }],
  'REST loses its answer': ['/rest-faults', { status: 503, afterwards: true }],
  'A hold is refused': ['/rest-faults', { path: '/Participants/', param: 'Hold', status: 500 }],
  'A hold has no effect': [
    '/rest-faults',
    { path: '/Participants/', param: 'Hold', does: 'ignore' },
  ],
}

export const FAULT_PATHS = ['/webhook-faults', '/rest-faults', '/media-faults']

/** The request for a filled-in form. */
export function faultRequest(form) {
  const [path, fault] = FAULTS[form.get('fault')]
  const chance = Number(form.get('chance')) / 100
  const seed = form.get('seed')
  const body = {
    ...fault,
    times: Number(form.get('times')),
    ...(chance < 1 ? { probability: chance } : {}),
    ...(seed === '' ? {} : { seed: Number(seed) }),
  }
  return [path, body]
}

export function faultsView({ faults }) {
  const all = Object.entries(faults).flatMap(([kind, list]) => list.map((fault) => [kind, fault]))
  if (all.length === 0) return none('Nothing goes wrong by intent.')
  return h(
    'ul',
    { class: 'rows' },
    all.map(([kind, { does, seed, times, probability, ...rest }]) =>
      h(
        'li',
        {},
        badge(`${kind}: ${does}`, 'bad'),
        h(
          'span',
          { class: 'soft' },
          `${times ? `${times} left` : 'until mended'}${probability < 1 ? `, ${probability * 100} %` : ''}, seed ${seed}`,
        ),
        h('code', {}, settings(rest)),
      ),
    ),
  )
}
