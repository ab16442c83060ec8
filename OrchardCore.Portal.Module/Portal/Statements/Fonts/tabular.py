"""Makes the digits of a TrueType font of one width: its own tabular forms (OpenType feature tnum) take their places in cmap. No library needed.
   python3 tabular.py in.ttf out.ttf"""
import struct, sys
data = open(sys.argv[1], 'rb').read()
u16 = lambda b, o: struct.unpack_from('>H', b, o)[0]
i16 = lambda b, o: struct.unpack_from('>h', b, o)[0]
u32 = lambda b, o: struct.unpack_from('>I', b, o)[0]
tables = {}
for n in range(u16(data, 4)):
    tag, _, off, size = struct.unpack_from('>4sIII', data, 12 + 16 * n)
    tables[tag] = data[off:off + size]

def coverage(b, o):
    if u16(b, o) == 1: return [u16(b, o + 4 + 2 * i) for i in range(u16(b, o + 2))]
    return [g for i in range(u16(b, o + 2)) for g in range(u16(b, o + 4 + 6 * i), u16(b, o + 6 + 6 * i) + 1)]

def feature(tag):
    g = tables[b'GSUB']; features, lookups, out = u16(g, 6), u16(g, 8), {}
    for i in range(u16(g, features)):
        if g[features + 2 + 6 * i: features + 6 + 6 * i] != tag: continue
        f = features + u16(g, features + 6 + 6 * i)
        for j in range(u16(g, f + 2)):
            l = lookups + u16(g, lookups + 2 + 2 * u16(g, f + 4 + 2 * j))
            for k in range(u16(g, l + 4)):
                kind, s = u16(g, l), l + u16(g, l + 6 + 2 * k)
                if kind == 7: kind, s = u16(g, s + 2), s + u32(g, s + 4)
                if kind != 1: continue
                cov = coverage(g, s + u16(g, s + 2))
                for n, glyph in enumerate(cov):
                    out[glyph] = (glyph + i16(g, s + 4)) & 0xffff if u16(g, s) == 1 else u16(g, s + 6 + 2 * n)
    return out

def mapping():
    c = tables[b'cmap']
    for i in range(u16(c, 2)):
        o = u32(c, 8 + 8 * i)
        if u16(c, o) != 4: continue
        n = u16(c, o + 6) // 2; out = {}
        for s in range(n):
            end, start = u16(c, o + 14 + 2 * s), u16(c, o + 16 + 2 * n + 2 * s)
            delta, at = u16(c, o + 16 + 4 * n + 2 * s), o + 16 + 6 * n + 2 * s
            for ch in range(start, end + 1):
                if ch == 0xffff: continue
                g = (ch + delta) & 0xffff if u16(c, at) == 0 else u16(c, at + u16(c, at) + 2 * (ch - start))
                if u16(c, at) and g: g = (g + delta) & 0xffff
                if g: out[ch] = g
        return out

tnum, chars = feature(b'tnum'), mapping()
for ch in map(ord, '0123456789'):
    assert chars[ch] in tnum, chr(ch)
    chars[ch] = tnum[chars[ch]]
runs = []
for ch in sorted(chars):
    if runs and runs[-1][1] == ch - 1 and chars[ch] - ch == runs[-1][2]: runs[-1][1] = ch
    else: runs.append([ch, ch, chars[ch] - ch])
runs.append([0xffff, 0xffff, 1])
n = len(runs); p = 1
while p * 2 <= n: p *= 2
sub = struct.pack('>HHHHHHH', 4, 16 + 8 * n, 0, 2 * n, 2 * p, p.bit_length() - 1, 2 * (n - p)) \
    + b''.join(struct.pack('>H', r[1]) for r in runs) + b'\0\0' + b''.join(struct.pack('>H', r[0]) for r in runs) \
    + b''.join(struct.pack('>H', r[2] & 0xffff) for r in runs) + b'\0\0' * n
tables[b'cmap'] = struct.pack('>HHHHIHHI', 0, 2, 0, 3, 20, 3, 1, 20) + sub
for drop in (b'DSIG', b'GSUB', b'GPOS', b'GDEF', b'kern'): tables.pop(drop, None)   # layout is not read from it
def checksum(b): b += b'\0' * (-len(b) % 4); return sum(struct.unpack('>%dI' % (len(b) // 4), b)) & 0xffffffff
tables[b'head'] = tables[b'head'][:8] + b'\0\0\0\0' + tables[b'head'][12:]
names = sorted(tables); p = 1
while p * 2 <= len(names): p *= 2
head = data[:4] + struct.pack('>HHHH', len(names), 16 * p, p.bit_length() - 1, 16 * (len(names) - p)); off = 12 + 16 * len(names); body = b''
for t in names:
    head += struct.pack('>4sIII', t, checksum(tables[t]), off + len(body), len(tables[t])); body += tables[t] + b'\0' * (-len(tables[t]) % 4)
whole = head + body; adjust = (0xB1B0AFBA - checksum(whole)) & 0xffffffff
at = off + sum(len(tables[t]) + (-len(tables[t]) % 4) for t in names if t < b'head') + 8
open(sys.argv[2], 'wb').write(whole[:at] + struct.pack('>I', adjust) + whole[at + 4:])
print(len(data), '->', len(whole), len(chars), 'characters')
