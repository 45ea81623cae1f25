import babel from '@rolldown/plugin-babel'
import react, { reactCompilerPreset } from '@vitejs/plugin-react'

/**
 * React for every page, with its compiler: a change of a call draws again only what says something else.
 * The compiler reads what is shipped alone; over the server and the tests it would take half of their time.
 */
export const reactPlugins = () => [
  react(),
  babel({
    presets: [reactCompilerPreset()],
    include: /\/renderer\/.*\.tsx?$/,
    exclude: [/\/node_modules\//, /\.test\.tsx?$/],
  }),
]
