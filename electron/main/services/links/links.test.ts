import { expect, it } from 'vitest'
import { createLog } from '../../log.ts'
import { createLinks } from './links.ts'
import { createLinkRegistration, createElectronDefaults } from './registration.ts'

function open(opensTelephone: boolean, placesCalls = true) {
  const did: string[] = []
  const links = createLinks({
    mayOpenTelephoneLinks: () => opensTelephone,
    mayPlaceCalls: () => placesCalls,
    fill: (number) => void did.push(`fill ${number}`),
    show: () => void did.push('show'),
    readClipboard: async () => '+14155550123',
    beep: () => void did.push('beep'),
    log: createLog('silent'),
  })
  links.onPageReady()
  return { links, did }
}

it.each(['tel:+14155550123', 'TEL:+14155550123', 'callto:+14155550123', 'sip:+14155550123@a.test'])(
  'opens %s unless a policy says no, however it comes',
  (link) => {
    const allowed = open(true)
    allowed.links.openFromArguments(['/opt/cordboard', link])
    expect(allowed.did).toEqual(['fill +14155550123', 'show'])
    const refused = open(false)
    refused.links.open(link)
    refused.links.openFromArguments(['/opt/cordboard', link])
    expect(refused.did).toEqual([])
  },
)

it('opens its own links whatever a policy says of telephone links', () => {
  const { links, did } = open(false)
  links.open('cordboard:dial/+14155550123')
  expect(did).toEqual(['fill +14155550123', 'show'])
})

it('fills in no dialler where agents place no calls, wherever a number comes from', async () => {
  const { links, did } = open(true, false)
  links.open('cordboard:dial/+14155550123')
  links.openFromArguments(['/opt/cordboard', 'tel:+14155550123'])
  expect(links.fillNumber('+14155550123')).toBe('no-outgoing')
  expect(did).toEqual([])
  await links.fillCopied()
  expect(did).toEqual(['beep'])
})

it('registers for telephone links, or removes itself from them, at each start', () => {
  const did: string[] = []
  const defaults = createElectronDefaults({
    setAsDefaultProtocolClient: (scheme) => did.push(`+${scheme}`) > 0,
    removeAsDefaultProtocolClient: (scheme) => did.push(`-${scheme}`) > 0,
  })
  createLinkRegistration(true, defaults)(true)
  expect(did.splice(0)).toEqual(['+cordboard', '+tel', '+callto', '+sip'])
  createLinkRegistration(true, defaults)(false)
  expect(did.splice(0)).toEqual(['+cordboard', '-tel', '-callto', '-sip'])
  createLinkRegistration(false, defaults)(true)
  expect(did).toEqual([])
})
