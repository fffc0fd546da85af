// The one block of data: base64 of gzip of [u32 length][JSON][arrays]; see engine/io/page_data.hpp.

async function unpack(base64) {
  const binary = atob(base64.trim());
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).arrayBuffer();
}

/** The typed array behind an entry {at, count, type}; a q2 becomes floats by its scales. */
function arrayOf(entry, buffer, start) {
  if (!entry) return null;
  const at = start + entry.at;
  if (entry.type === "f4") return new Float32Array(buffer, at, entry.count);
  const whole = new Uint16Array(buffer, at, entry.count);
  if (entry.type === "u2") return whole;
  const scales = arrayOf(entry.scales, buffer, start);
  const values = new Float32Array(entry.count);
  for (let i = 0; i < entry.count; i++) {
    const share = whole[i] / 65535;
    values[i] = share * share * scales[Math.floor(i / entry.row)];
  }
  return values;
}

/** {file, program, result, pages}, every array in place of its entry. */
export async function readData(element) {
  const buffer = await unpack(element.textContent);
  const length = new DataView(buffer).getUint32(0, true);
  const data = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length)));
  const start = 4 + length;
  for (const page of data.pages) {
    page.map = arrayOf(page.map, buffer, start);
    if (page.sampling) {
      page.sampling.whole = arrayOf(page.sampling.whole, buffer, start);
      page.sampling.interior = arrayOf(page.sampling.interior, buffer, start);
    }
    const responses = page.responses;
    if (responses?.fields) {
      responses.fields.concentration = arrayOf(responses.fields.concentration, buffer, start);
      responses.fields.exposure = arrayOf(responses.fields.exposure, buffer, start);
    }
    if (responses?.variants) {
      responses.variants.kernels = arrayOf(responses.variants.kernels, buffer, start);
    }
  }
  return data;
}
