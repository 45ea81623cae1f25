import { join } from 'node:path'
import { Packager, Platform } from 'app-builder-lib'
import { LinuxPackager } from 'app-builder-lib/out/linuxPackager.js'
import { LinuxTargetHelper } from 'app-builder-lib/out/targets/LinuxTargetHelper.js'
import { expect, it } from 'vitest'

/** The entry of the deb, the rpm and the AppImage, as electron-builder makes it of our configuration. */
async function desktopEntry() {
  const projectDir = join(import.meta.dirname, '../..')
  const builder = new Packager({ projectDir, targets: Platform.LINUX.createTarget('dir') })
  await builder.validateConfig()
  const linux = new LinuxPackager(builder)
  const helper = new LinuxTargetHelper(linux)
  const text = await helper.computeDesktopEntry(linux.platformSpecificBuildOptions)
  return {
    name: `${helper.getDesktopFileName()}.desktop`,
    text,
    ours: builder.metadata.desktopName,
  }
}

it('opens our own links and leaves telephone links to the program that the person, or IT, has chosen', async () => {
  const { text } = await desktopEntry()
  // The only program that offers itself for a scheme is the one that opens it, in mimeinfo.cache.
  expect(/^MimeType=(.*)$/m.exec(text)?.[1]).toBe('x-scheme-handler/cordboard;')
  expect(text).toMatch(/^Exec=\S+ %U$/m)
})

it('has the name under which the program registers itself', async () => {
  const { name, ours } = await desktopEntry()
  expect(name).toBe('cordboard.desktop')
  expect(ours).toBe(name)
})
