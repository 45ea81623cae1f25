import { expect, test } from '../harness/fixtures.ts'

test('a customer who has a name shows it at the desk, and a phone is linked from the customer page', async ({
  centre,
  openDesk,
}) => {
  const ada = await openDesk('ada')
  await ada.becomeAvailable()
  const marta = await centre.phone({ plays: 'silence' })
  await marta.dial(centre.number, { name: 'Marta Oliveira' })
  await expect(ada.button('Answer')).toBeVisible()
  await expect(ada.page.getByText('Marta Oliveira').first()).toBeVisible()
  const reply = await fetch(`${centre.sandbox.baseUrl}/sandbox/links`)
  const { links } = (await reply.json()) as { links: readonly object[] }
  expect(links[0]).toEqual({ text: 'Be ada', url: `${centre.url}/#demo=ada` })
})
