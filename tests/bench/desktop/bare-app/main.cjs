// The smallest Electron program: one window with one button. What the desktop is measured beside.
const { join } = require('node:path')
const { app, BrowserWindow } = require('electron')

if (process.env.BENCH_USER_DATA) app.setPath('userData', process.env.BENCH_USER_DATA)
app.once('ready', () => {
  const window = new BrowserWindow({ width: 420, height: 720, show: false })
  window.once('ready-to-show', () => window.show())
  void window.loadFile(join(__dirname, 'page.html'))
})
app.on('window-all-closed', () => app.quit())
