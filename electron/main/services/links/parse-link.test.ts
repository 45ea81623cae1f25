import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { linkAmong, parseCopied, parseLink } from './parse-link.ts'

describe('a link', () => {
  it.each([
    ['tel:+14155550123', '+14155550123'],
    ['tel:+1-415-555-0123', '+14155550123'],
    ['tel:+1%20(415)%20555-0123', '+14155550123'],
    ['tel://+14155550123', '+14155550123'],
    ['TEL:0211.555.0147', '02115550147'],
    ['tel:+14155550123;ext=22', '+14155550123'],
    ['tel:7042;phone-context=example.com', '7042'],
    ['tel:*21%23', '*21#'],
    ['callto:+351215550147', '+351215550147'],
    ['callto://+351215550147/', '+351215550147'],
    ['callto:+351215550147?call', '+351215550147'],
    ['sip:+14155550123@example.com', '+14155550123'],
    ['sip:+14155550123@example.com:5061;transport=tls?subject=x', '+14155550123'],
    ['sips:4711@example.com', '4711'],
    ['cordboard:+14155550123', '+14155550123'],
    ['cordboard:dial/+14155550123', '+14155550123'],
    ['cordboard://dial/+1%20415%20555%200123', '+14155550123'],
    [' tel:+14155550123\n', '+14155550123'],
  ])('%s dials %s', (link, number) => expect(parseLink(link)).toBe(number))

  it.each([
    ['nothing', ''],
    ['a word', 'hello'],
    ['a bare number, which is no link', '+14155550123'],
    ['a web page', 'https://example.com/tel:+14155550123'],
    ['a script', 'javascript:alert(1)'],
    ['a script in a number', 'tel:javascript:alert(1)'],
    ['markup', 'tel:<img src=x onerror=alert(1)>'],
    ['encoded markup', 'tel:%3Cscript%3Ealert(1)%3C/script%3E'],
    ['a quote', 'tel:+1415"+alert(1)+"'],
    ['a second command', 'cordboard:dial/+14155550123/call'],
    ['another command', 'cordboard:settings'],
    ['a switch', '--tel:+14155550123'],
    ['a file', 'file:///etc/passwd'],
    ['a user by name', 'sip:alice@example.com'],
    ['letters on the keys', 'tel:1-800-FLOWERS'],
    ['a broken encoding', 'tel:+1415%E0%A4%A'],
    ['a zero byte', 'tel:+1415%00'],
    ['a line break in the middle', 'tel:+1415\n5550123@evil'],
    ['far too many digits', `tel:${'9'.repeat(33)}`],
    ['far too long', `tel:+1${' '.repeat(500)}4`],
    ['only signs', 'tel:+-()'],
    ['two numbers', 'tel:+14155550123,+14155550124'],
    ['a plus in the middle', 'tel:415+555'],
    ['digits of another script', 'tel:٤١٥٥٥٥'],
  ])('that is %s dials nothing', (_what, link) => expect(parseLink(link)).toBeNull())

  it('never lets anything through but a number, whatever it is', () => {
    const scheme = fc.constantFrom(
      'tel:',
      'callto:',
      'sip:',
      'sips:',
      'cordboard:',
      'cordboard:dial/',
      '',
    )
    const rest = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.webUrl())
    fc.assert(
      fc.property(scheme, rest, (scheme, rest) => {
        const number = parseLink(scheme + rest)
        expect(number === null || /^\+?[\d*#]{1,32}$/u.test(number)).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  it('brings back every number that it was made of', () => {
    const number = fc.stringMatching(/^\+?\d{1,15}$/)
    fc.assert(
      fc.property(
        number,
        fc.constantFrom('tel:', 'callto:', 'cordboard:dial/'),
        (number, scheme) => {
          expect(parseLink(scheme + encodeURIComponent(number))).toBe(number)
          expect(parseLink(scheme + number)).toBe(number)
        },
      ),
    )
  })
})

describe('a copied text', () => {
  it.each([
    ['+1 (415) 555-0123', '+14155550123'],
    ['  0211 / 555 0147 ', '02115550147'],
    ['+351\u00A021\u2011555\u20110147', '+351215550147'],
    ['tel:+14155550123', '+14155550123'],
    ['call me at +14155550123', null],
    ['12.11.2026 10:30', null],
    ['', null],
    ['9'.repeat(80), null],
  ])('%j is %j', (text, number) => expect(parseCopied(text)).toBe(number))
})

it('finds the link among what a second start was given', () => {
  expect(linkAmong(['/opt/cordboard', '--flag', 'tel:alice', 'tel:+1415'])).toBe('tel:+1415')
  expect(linkAmong(['/opt/cordboard', '.'])).toBeNull()
})
