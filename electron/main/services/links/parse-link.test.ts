import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findLink, parseCopied, parseLink } from './parse-link.ts'

describe('a link', () => {
  it.each([
    ['tel:+14155550123', '+14155550123'],
    ['tel:+1-415-555-0123', '+14155550123'],
    ['tel:+1%20(415)%20555-0123', '+14155550123'],
    ['tel://+14155550123', '+14155550123'],
    ['TEL:0211.555.0147', '02115550147'],
    ['tel:+14155550123;ext=22', '+14155550123,22'],
    ['tel:+1-415-555-0123;EXT=22;isub=1', '+14155550123,22'],
    ['tel:+14155550123,,89', '+14155550123,,89'],
    ['tel:+14155550123p89', '+14155550123,89'],
    ['tel:+14155550123w89', '+14155550123w89'],
    ['tel:+14155550123;89', '+14155550123,89'],
    ['tel:+14155550123;postd=pp22', '+14155550123,,22'],
    ['tel:+14155550123%2389', '+14155550123,89'],
    ['tel:+14155550123*12', '+14155550123*12'],
    ['tel:+14155550123x89', '+14155550123,89'],
    ['tel:+14155550123%20ext%2089', '+14155550123,89'],
    ['tel:7946-0018;phone-context=+4420', '+442079460018'],
    ['tel:7946-0018;ext=5;phone-context=+44-20', '+442079460018,5'],
    ['tel:7042;phone-context=example.com', '7042'],
    ['tel:*21%23', '*21#'],
    ['tel:*67-415-555-0123', '*674155550123'],
    ['tel:%E2%80%AA+1%C2%A0415%E2%80%8B555%EF%B8%8D0123%E2%80%AC', '+14155550123'],
    ['\u202Atel:+14155550123\u202C', '+14155550123'],
    ['sip:+14155550123', '+14155550123'],
    ['sip:+14155550123;ext=89@example.com', '+14155550123,89'],
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
    ['a host by address', 'sip:10.0.0.1'],
    ['letters on the keys', 'tel:1-800-FLOWERS'],
    ['a broken encoding', 'tel:+1415%E0%A4%A'],
    ['a zero byte', 'tel:+1415%00'],
    ['a line break in the middle', 'tel:+1415\n5550123@evil'],
    ['far too many digits', `tel:${'9'.repeat(73)}`],
    ['far too many keys', `tel:+14155550123,${'9'.repeat(41)}`],
    ['two numbers on two lines', 'tel:030901820%0A45'],
    ['far too long', `tel:+1${' '.repeat(500)}4`],
    ['only signs', 'tel:+-()'],
    ['two numbers', 'tel:+14155550123,+14155550124'],
    ['a plus in the middle', 'tel:415+555'],
  ])('that is %s dials nothing', (_what, link) => expect(parseLink(link)).toBeNull())

  it('gives only a number, whatever the text is', () => {
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
        expect(number === null || /^\+?[\d*#,w]{1,72}$/u.test(number)).toBe(true)
      }),
      { numRuns: 2000 },
    )
  }, 30_000)

  it('gives back every number that it was made from', () => {
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
    ['030 901820,,45', '030901820,,45'],
    ['030 901820#45', '030901820,45'],
    ['(415) 555-0123 ext. 89', '4155550123,89'],
    ['٠٣٠ ٩٠١٨٢٠', '030901820'],
    ...[
      '\u200E',
      '\u202A',
      '\u202C',
      '\u200B',
      '\uFE0D',
      '\u2066',
      '\u2069',
      '\uFEFF',
      '\u00AD',
    ].flatMap((unseen): [string, string][] => [
      [`${unseen}+1 415 555 0123${unseen}`, '+14155550123'],
      [`+1 415${unseen}555${unseen}\u00A00123`, '+14155550123'],
    ]),
    ['030 901820\n45', null],
    ['030 901820\t45', null],
    ['030 901820/21', null],
    ['call me at +14155550123', null],
    ['12.11.2026 10:30', null],
    ['', null],
    ['9'.repeat(80), null],
  ])('%j is %j', (text, number) => expect(parseCopied(text)).toBe(number))
})

it('finds the link among what a second start was given', () => {
  expect(findLink(['/opt/cordboard', '--flag', 'tel:alice', 'tel:+1415'])).toBe('tel:+1415')
  expect(findLink(['/opt/cordboard', '.'])).toBeNull()
})
