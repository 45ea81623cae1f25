import { expect, it } from 'vitest'
import { withDefaults, withoutDefaults } from './default-apps.ts'

const text = `# mine
[Default Applications]
text/html=firefox.desktop
x-scheme-handler/tel=cordboard.desktop
x-scheme-handler/sip=cordboard.desktop;linphone.desktop;
x-scheme-handler/callto=linphone.desktop
x-scheme-handler/cordboard=cordboard.desktop

[Added Associations]
x-scheme-handler/tel=linphone.desktop;cordboard.desktop;

[Removed Associations]
x-scheme-handler/tel=cordboard.desktop;
`

it('removes one application from some schemes, and leaves the rest as it is', () => {
  expect(withoutDefaults(text, 'cordboard.desktop', ['tel', 'callto', 'sip'])).toBe(`# mine
[Default Applications]
text/html=firefox.desktop
x-scheme-handler/sip=linphone.desktop;
x-scheme-handler/callto=linphone.desktop
x-scheme-handler/cordboard=cordboard.desktop

[Added Associations]
x-scheme-handler/tel=linphone.desktop;

[Removed Associations]
x-scheme-handler/tel=cordboard.desktop;
`)
})

it.each(['', '[Default Applications]\n', 'no list at all'])('leaves %j as it is', (other) =>
  expect(withoutDefaults(other, 'cordboard.desktop', ['tel'])).toBe(other),
)

it('puts one application first for some schemes, keeps the others behind it, and does nothing twice', () => {
  const once = withDefaults(text, 'cordboard.desktop', ['callto', 'sip', 'tel', 'sips'])
  expect(once).toBe(`# mine
[Default Applications]
x-scheme-handler/sips=cordboard.desktop;
text/html=firefox.desktop
x-scheme-handler/tel=cordboard.desktop
x-scheme-handler/sip=cordboard.desktop;linphone.desktop;
x-scheme-handler/callto=cordboard.desktop;linphone.desktop;
x-scheme-handler/cordboard=cordboard.desktop

[Added Associations]
x-scheme-handler/tel=linphone.desktop;cordboard.desktop;

[Removed Associations]
x-scheme-handler/tel=cordboard.desktop;
`)
  expect(withDefaults(once, 'cordboard.desktop', ['callto', 'sip', 'tel', 'sips'])).toBe(once)
})

it.each([
  ['', '[Default Applications]\nx-scheme-handler/tel=a.desktop;\n'],
  [
    '[Added Associations]\nx=b.desktop\n',
    '[Added Associations]\nx=b.desktop\n\n[Default Applications]\nx-scheme-handler/tel=a.desktop;\n',
  ],
])('adds the section if it is missing: %j', (before, after) => {
  expect(withDefaults(before, 'a.desktop', ['tel'])).toBe(after)
  expect(withoutDefaults(after, 'a.desktop', ['tel'])).not.toContain('a.desktop')
})
