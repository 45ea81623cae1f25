import babel from '@rolldown/plugin-babel'
import react, { reactCompilerPreset } from '@vitejs/plugin-react'

/** React for every page, with its compiler: a change of a call draws again only what says something else. */
export const reactPlugins = () => [react(), babel({ presets: [reactCompilerPreset()] })]
