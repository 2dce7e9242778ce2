// Opens every document of an e-book in foliate-js or epub.js inside Chromium. In: chromium, foliate | epubjs, light | dark,
// the book, and a picture to write of one document by number. Out: JSON with the text of each document and every complaint.
import { createServer } from 'node:http'
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import puppeteer from 'puppeteer-core'

const [chromium, system, scheme, book, picture, number] = process.argv.slice(2)
const types = { '.js': 'text/javascript', '.html': 'text/html', '.epub': 'application/epub+zip', '.css': 'text/css' }
const pages = {
  foliate: `<!DOCTYPE html><meta charset="utf-8"><style>html,body{margin:0;height:100%}foliate-view{display:block;height:100vh}
    @media (prefers-color-scheme: dark){html{background:#111;color-scheme:dark}}</style>
    <foliate-view id="v"></foliate-view><script type="module">
    import '/node_modules/foliate-js/view.js'
    const view = document.getElementById('v')
    const file = new File([await (await fetch('/book.epub')).blob()], 'book.epub', { type: 'application/epub+zip' })
    await view.open(file)
    window.count = view.book.sections.length
    window.show = async place => {
      await view.goTo(place)
      await new Promise(done => setTimeout(done, 120))
      const shown = view.renderer.getContents().find(content => content.index === place)
      return shown ? shown.doc.body.textContent : null
    }
    window.ready = true</script>`,
  epubjs: `<!DOCTYPE html><meta charset="utf-8"><style>html,body,#v{margin:0;height:100%}
    @media (prefers-color-scheme: dark){html{background:#111}}</style><div id="v"></div>
    <script>window.JSZip ??= null</script><script src="/node_modules/jszip/dist/jszip.min.js"></script>
    <script src="/node_modules/epubjs/dist/epub.min.js"></script><script type="module">
    const book = ePub(await (await fetch('/book.epub')).arrayBuffer())
    await book.ready
    const rendition = book.renderTo('v', { width: '100%', height: '100%' })
    window.count = book.spine.length
    window.show = async place => {
      await rendition.display(book.spine.get(place).href)
      return rendition.getContents()[0]?.document.body.textContent ?? null
    }
    window.ready = true</script>`,
}

const server = createServer(async (request, response) => {
  const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname)
  try {
    const body = path === '/' ? pages[system] : path === '/book.epub' ? await readFile(book) : await readFile(join(process.cwd(), path))
    response.writeHead(200, { 'content-type': path === '/' ? 'text/html' : types[extname(path)] ?? 'application/octet-stream' })
    response.end(body)
  } catch {
    response.writeHead(404).end()
  }
})
await new Promise(done => server.listen(0, '127.0.0.1', done))

const complaints = []
const browser = await puppeteer.launch({
  executablePath: chromium,
  userDataDir: mkdtempSync(join(tmpdir(), 'readers-')),
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
})
const page = await browser.newPage()
await page.setViewport({ width: 900, height: 1100 })
await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }])
page.on('pageerror', error => complaints.push(String(error)))
page.on('requestfailed', request => request.url().startsWith('blob:') || complaints.push(`not loaded: ${request.url()}`))
await page.goto(`http://127.0.0.1:${server.address().port}/`)
await page.waitForFunction('window.ready', { timeout: 60000 })
const texts = []
for (let place = 0; place < await page.evaluate('window.count'); place++) {
  texts.push(await page.evaluate(at => window.show(at), place))
  if (picture && place === Number(number)) await page.screenshot({ path: picture })
}
await browser.close()
server.close()
console.log(JSON.stringify({ texts, complaints }))
