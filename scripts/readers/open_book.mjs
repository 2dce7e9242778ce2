// Opens every document of an e-book in Chromium. In: chromium, how, colour schemes (light,dark), the book; or, of one document
// by its number, a picture to write (`{}` in its name becomes the scheme). Out: JSON, by scheme the text of each document and
// every complaint. `foliate` and `epubjs` are reading systems, dark by the styles that their programs give them; `large` is the bare document on a telephone's page in letters of
// twice the size, which complains of what does not fit.
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import puppeteer from 'puppeteer-core'

const JSZip = createRequire(join(process.cwd(), 'open_book.mjs'))('jszip')
const [chromium, how, schemes, book, picture, number] = process.argv.slice(2)
const types = {
  '.js': 'text/javascript', '.html': 'text/html', '.epub': 'application/epub+zip', '.css': 'text/css',
  '.xhtml': 'application/xhtml+xml', '.xml': 'application/xml', '.opf': 'application/xml', '.svg': 'image/svg+xml',
  '.jpg': 'image/jpeg', '.png': 'image/png', '.ttf': 'font/ttf',
}
// Text that cannot be told from the page (below 3:1) is a complaint; what is quiet by opacity counts as it looks.
const judge = `<script>
  window.complaints = []
  window.dark = matchMedia('(prefers-color-scheme: dark)').matches
  const channels = said => said.match(/[0-9.]+/g).map(Number)
  const light = rgb => rgb.map(part => part / 255).map(part => part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    .reduce((sum, part, place) => sum + part * [0.2126, 0.7152, 0.0722][place], 0)
  window.judge = doc => {
    for (const element of doc.body.querySelectorAll('*')) {
      if (![...element.childNodes].some(node => node.nodeType === 3 && node.data.trim())) continue
      let paper = window.dark ? [17, 17, 17] : [255, 255, 255], opacity = 1
      for (let outer = element; outer; outer = outer.parentElement) opacity *= Number(doc.defaultView.getComputedStyle(outer).opacity)
      for (let outer = element; outer; outer = outer.parentElement) {
        const [red, green, blue, alpha = 1] = channels(doc.defaultView.getComputedStyle(outer).backgroundColor)
        if (alpha) { paper = [red, green, blue]; break }
      }
      const ink = channels(doc.defaultView.getComputedStyle(element).color).slice(0, 3)
        .map((part, place) => part * opacity + paper[place] * (1 - opacity))
      const [more, less] = [light(ink), light(paper)].sort((a, b) => b - a)
      if ((more + 0.05) / (less + 0.05) < 3) window.complaints.push('faint: ' + element.textContent.trim().slice(0, 20))
    }
  }
</script>`
const head = '<!DOCTYPE html><meta charset="utf-8">' + judge + '<style>html,body{margin:0;height:100%}'
const pages = {
  foliate: `${head}foliate-view{display:block;height:100vh}
    @media (prefers-color-scheme: dark){html{background:#111;color-scheme:dark}}</style>
    <foliate-view id="v"></foliate-view><script type="module">
    import '/node_modules/foliate-js/view.js'
    const view = document.getElementById('v')
    const file = new File([await (await fetch('/book.epub')).blob()], 'book.epub', { type: 'application/epub+zip' })
    await view.open(file)
    view.renderer.setStyles('html { color-scheme: light dark }')
    window.count = view.book.sections.length
    window.show = async place => {
      await view.goTo(place)
      await new Promise(done => setTimeout(done, 120))
      const shown = view.renderer.getContents().find(content => content.index === place)
      if (shown) window.judge(shown.doc)
      return shown ? shown.doc.body.textContent : null
    }
    window.ready = true</script>`,
  epubjs: `${head}#v{height:100%}
    @media (prefers-color-scheme: dark){html{background:#111}}</style><div id="v"></div>
    <script>window.JSZip ??= null</script><script src="/node_modules/jszip/dist/jszip.min.js"></script>
    <script src="/node_modules/epubjs/dist/epub.min.js"></script><script type="module">
    const book = ePub(await (await fetch('/book.epub')).arrayBuffer())
    await book.ready
    const rendition = book.renderTo('v', { width: '100%', height: '100%' })
    if (window.dark) rendition.themes.default({ body: { color: '#ddd', background: '#111' } })
    window.count = book.spine.length
    window.show = async place => {
      await rendition.display(book.spine.get(place).href)
      window.judge(rendition.getContents()[0].document)
      return rendition.getContents()[0]?.document.body.textContent ?? null
    }
    window.ready = true</script>`,
  large: `${head}iframe{width:360px;height:640px;border:0}</style><iframe id="v"></iframe><script type="module">
    const xml = async path => new DOMParser().parseFromString(await (await fetch(path)).text(), 'text/xml')
    const opf = '/book/' + (await xml('/book/META-INF/container.xml')).querySelector('rootfile').getAttribute('full-path')
    const opened = await xml(opf)
    const spine = [...opened.querySelectorAll('itemref')].map(({ attributes }) =>
      opened.querySelector('[id="' + attributes.idref.value + '"]').getAttribute('href'))
    const frame = document.getElementById('v')
    window.count = spine.length
    window.show = async place => {
      const loaded = new Promise(done => frame.addEventListener('load', done, { once: true }))
      frame.src = new URL(spine[place], new URL(opf, location))
      await loaded
      const root = frame.contentDocument.documentElement
      root.style.fontSize = '32px'
      await frame.contentDocument.fonts.ready
      const vertical = frame.contentWindow.getComputedStyle(root).writingMode.startsWith('vertical')
      const over = vertical ? root.scrollHeight - root.clientHeight : root.scrollWidth - root.clientWidth
      if (over > 1) window.complaints.push(spine[place] + ' is ' + over + ' px too ' + (vertical ? 'high' : 'wide'))
      return frame.contentDocument.body.textContent
    }
    window.ready = true</script>`,
}

const archive = how === 'large' ? await JSZip.loadAsync(await readFile(book)) : null
const found = path => {
  if (path === '/') return pages[how]
  if (path === '/book.epub') return readFile(book)
  if (path.startsWith('/book/')) return archive.file(path.slice(6)).async('nodebuffer')
  return readFile(join(process.cwd(), path))
}
const server = createServer(async (request, response) => {
  const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname)
  try {
    const body = await found(path)
    response.writeHead(200, { 'content-type': path === '/' ? 'text/html' : types[extname(path)] ?? 'application/octet-stream' })
    response.end(body)
  } catch {
    response.writeHead(404).end()
  }
})
await new Promise(done => server.listen(0, '127.0.0.1', done))

const profile = mkdtempSync(join(tmpdir(), 'readers-'))
const browser = await puppeteer.launch({
  executablePath: chromium,
  userDataDir: profile,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
})
const shown = {}
for (const scheme of schemes.split(',')) {
  const complaints = [], texts = []
  const page = await browser.newPage()
  await page.setViewport({ width: 900, height: 1100 })
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }])
  page.on('pageerror', error => complaints.push(String(error)))
  page.on('requestfailed', request => request.url().startsWith('blob:') || complaints.push(`not loaded: ${request.url()}`))
  await page.goto(`http://127.0.0.1:${server.address().port}/`)
  await page.waitForFunction('window.ready', { timeout: 60000 })
  const places = picture ? [Number(number)] : Array(await page.evaluate('window.count')).keys()
  for (const place of places) texts.push(await page.evaluate(at => window.show(at), place))
  if (picture) {
    await new Promise(done => setTimeout(done, 500))
    await page.screenshot({ path: picture.replace('{}', scheme) })
  }
  complaints.push(...await page.evaluate('window.complaints ?? []'))
  shown[scheme] = { texts, complaints }
  await page.close()
}
await browser.close()
server.close()
rmSync(profile, { recursive: true, force: true })
console.log(JSON.stringify(shown))
