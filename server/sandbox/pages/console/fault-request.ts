/** What can be chosen to go wrong, and the request to the control API for it. */
export const FAULTS: Readonly<Record<string, readonly [path: string, fault: object]>> = {
  'Webhooks are lost': ['/webhook-faults', { does: 'drop' }],
  'Webhooks fail with 404': ['/webhook-faults', { does: 'fail', status: 404 }],
  'Webhooks get no answer': ['/webhook-faults', { does: 'hang' }],
  'Webhooks come 3 s late': ['/webhook-faults', { does: 'delay', afterMs: 3000 }],
  'Webhooks come out of order': ['/webhook-faults', { does: 'reorder', afterMs: 3000 }],
  'Webhooks come twice': ['/webhook-faults', { does: 'duplicate' }],
  'REST answers 500': ['/rest-faults', { status: 500 }],
  'REST answers 429': ['/rest-faults', { status: 429 }],
  'REST answers 3 s late': ['/rest-faults', { does: 'delay', afterMs: 3000 }],
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
export function faultRequest(form: FormData): readonly [path: string, body: object] {
  const [path, fault] = FAULTS[String(form.get('fault'))] ?? ['/rest-faults', {}]
  const probability = Number(form.get('chance')) / 100
  const seed = form.get('seed')
  return [
    path,
    {
      ...fault,
      times: Number(form.get('times')),
      ...(probability < 1 ? { probability } : {}),
      ...(seed === '' ? {} : { seed: Number(seed) }),
    },
  ]
}
