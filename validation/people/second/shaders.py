"""GLSL of the second generator: wrapped light from a window and a lamp, woven and knitted cloth, painted faces."""

PERSON_VERTEX = """
#version 330
uniform mat4 to_clip;
in vec3 in_place; in vec3 in_normal;
in vec3 in_colour; in vec3 in_second; in vec3 in_at; in float in_stuff; in float in_cut;
out vec3 place; out vec3 normal; out vec3 colour; out vec3 second; out vec3 at; out float cut;
flat out float stuff;
void main() {
    place = in_place; normal = in_normal; colour = in_colour; second = in_second; at = in_at; cut = in_cut;
    stuff = in_stuff;
    gl_Position = to_clip * vec4(in_place, 1.0);
}
"""

FLAT_VERTEX = """
#version 330
uniform mat4 to_clip;
uniform vec3 fall;
in vec3 in_place; in float in_cut;
out float cut;
void main() {
    cut = in_cut;
    gl_Position = to_clip * vec4(in_place - fall * (in_place.z / fall.z), 1.0);
}
"""

FLAT_FRAGMENT = """
#version 330
in float cut;
out vec4 picture;
void main() { if (cut > 0.0) discard; picture = vec4(1.0); }
"""

_NOISE = """
float hash(vec3 p) {
    p = fract(p * vec3(0.1031, 0.1030, 0.0973));
    p += dot(p, p.yxz + 33.33);
    return fract((p.x + p.y) * p.z);
}
float noise(vec3 p) {
    vec3 i = floor(p), f = fract(p);
    f = f * f * (3.0 - 2.0 * f);
    vec2 e = vec2(0.0, 1.0);
    return mix(mix(mix(hash(i), hash(i + e.yxx), f.x), mix(hash(i + e.xyx), hash(i + e.yyx), f.x), f.y),
               mix(mix(hash(i + e.xxy), hash(i + e.yxy), f.x), mix(hash(i + e.xyy), hash(i + e.yyy), f.x), f.y), f.z);
}
"""

_LIGHT = """
uniform vec3 eye;
uniform vec3 window_way; uniform vec3 window;
uniform vec3 lamp_way; uniform vec3 lamp;
uniform vec3 above; uniform vec3 below;

vec3 wrapped(vec3 n, float wrap) {
    float w = max((dot(n, window_way) + wrap) / (1.0 + wrap), 0.0);
    float l = max((dot(n, lamp_way) + wrap) / (1.0 + wrap), 0.0);
    return mix(below, above, smoothstep(-1.0, 1.0, n.z)) + window * w * w + lamp * l;
}
vec3 shown(vec3 c) {
    c = c * (1.0 + 0.22 * c) / (1.0 + c * 0.42);
    return mix(12.92 * c, 1.055 * pow(max(c, 0.0), vec3(1.0 / 2.4)) - 0.055, step(0.0031308, c));
}
"""

PERSON_FRAGMENT = (
    """
#version 330
in vec3 place; in vec3 normal; in vec3 colour; in vec3 second; in vec3 at; in float cut;
flat in float stuff;
out vec4 picture;
uniform float beard; uniform float glasses; uniform vec3 hair;
uniform float folds; uniform float pitch;
"""
    + _NOISE
    + _LIGHT
    + """
vec3 face(vec3 q, float grain) {
    vec3 c = colour;
    if (q.x < 0.015) return c;
    float side = abs(q.y);
    vec2 e = vec2(side - 0.0185, q.z);
    float socket = exp(-dot(e / vec2(0.014, 0.009), e / vec2(0.014, 0.009)));
    c *= 1.0 - 0.30 * socket;
    float lid = length(e / vec2(0.0090, 0.0046 - 0.0010 * smoothstep(0.0, 0.006, -e.x)));
    vec3 ball = mix(vec3(0.72), second, smoothstep(0.0042, 0.0036, length(e)));
    ball = mix(ball, vec3(0.01), smoothstep(0.0021, 0.0016, length(e)));
    c = mix(c, ball, smoothstep(1.08, 0.95, lid));
    c = mix(c, 0.25 * c, smoothstep(0.12, 0.0, abs(lid - 1.08)) * step(-0.001, e.y));
    float brow = abs(q.z - 0.0125 + 28.0 * (side - 0.019) * (side - 0.019));
    c = mix(c, 0.35 * c + 0.4 * hair, smoothstep(0.0030, 0.0016, brow) * smoothstep(0.0155, 0.0125, abs(side - 0.020)));
    vec2 m = vec2(q.y, q.z + 0.0395 - 2.0 * q.y * q.y);
    float lips = length(m / vec2(0.0150, 0.0050));
    c = mix(c, c * vec3(0.78, 0.48, 0.46), smoothstep(1.05, 0.85, lips));
    c *= 1.0 - 0.55 * smoothstep(0.0011, 0.0004, abs(m.y)) * step(side, 0.0140);
    c *= 1.0 - 0.45 * exp(-dot(vec2(side - 0.0055, q.z + 0.0245) / 0.0022, vec2(side - 0.0055, q.z + 0.0245) / 0.0022));
    float chin = smoothstep(-0.026, -0.034, q.z) * (1.0 - smoothstep(1.15, 0.95, lips));
    c = mix(c, hair, beard * chin * (0.7 + 0.3 * grain));
    float rim = abs(length(e / vec2(0.0150, 0.0120)) - 1.0);
    float bridge = step(side, 0.0050) * step(abs(q.z - 0.002), 0.0013);
    return mix(c, vec3(0.02), glasses * max(smoothstep(0.16, 0.08, rim), bridge));
}
vec3 cloth(vec3 q, float grain) {
    if (stuff == 3.0) return mix(colour, second, smoothstep(0.45, 0.55, fract(q.z * pitch)));
    if (stuff == 4.0) {
        vec3 s = smoothstep(0.55, 0.65, fract(q * pitch * 0.6));
        return mix(colour, second, 0.5 * (s.y + s.z));
    }
    if (stuff == 5.0) {
        vec3 cell = fract(q * pitch) - 0.5;
        return mix(colour, second, smoothstep(0.34, 0.28, length(cell.yz)));
    }
    return stuff == 8.0 ? mix(colour, second, 0.35 * grain) : colour * (0.96 + 0.08 * grain);
}
void main() {
    if (cut > 0.0) discard;
    vec3 n = normalize(normal), to_eye = normalize(eye - place), base = colour;
    if (dot(n, to_eye) < 0.0) n = -n;
    float gloss = 0.0, wrap = 0.25;
    // software OpenGL runs every branch: one noise serves all
    vec3 fine = stuff == 0.0 ? vec3(60.0) : stuff == 1.0 ? vec3(900.0) : stuff == 6.0 ? vec3(420.0, 420.0, 60.0)
        : vec3(500.0, 500.0, 250.0);
    float grain = noise(at * fine);
    if (stuff == 0.0) { base = colour * (0.95 + 0.10 * grain); gloss = 0.10; wrap = 0.4; }
    else if (stuff == 1.0) { base = face(at, grain); gloss = 0.10; wrap = 0.4; }
    else if (stuff == 6.0) { base = colour * (0.6 + 0.8 * grain); gloss = 0.15; }
    else if (stuff == 7.0) { base = at.z < 0.0105 ? second : colour; }
    else {
        base = cloth(at, grain);
        vec3 w = at * vec3(41.0, 37.0, 23.0);
        vec3 slope = 0.25 * cos(w + 1.7 * sin(0.6 * w.zxy) + 1.3 * cos(1.1 * w.yzx));
        n = normalize(n - folds * (slope - dot(slope, n) * n));
    }
    vec3 halfway = normalize(to_eye + window_way);
    vec3 light = wrapped(n, wrap);
    float edge = 1.0 - 0.35 * pow(1.0 - max(dot(n, to_eye), 0.0), 3.0);
    vec3 c = base * light * edge + gloss * window * pow(max(dot(n, halfway), 0.0), 24.0);
    picture = vec4(shown(c), 1.0);
}
"""
)

PLACE_FRAGMENT = (
    """
#version 330
in vec3 place; in vec3 normal; in vec3 colour; in vec3 second; in vec3 at;
flat in float stuff;
out vec4 picture;
"""
    + _NOISE
    + _LIGHT
    + """
float brick(vec2 p) {
    p.x += 0.5 * mod(floor(p.y), 2.0);
    vec2 f = abs(fract(p) - 0.5);
    return smoothstep(0.5, 0.44, f.x) * smoothstep(0.5, 0.40, f.y);
}
vec3 look() {
    vec3 q = at;
    if (stuff == 1.0) return mix(second, colour * (0.75 + 0.5 * hash(floor(vec3(q.y * 4.0, q.z * 13.0, 1.0)))),
                                 brick(vec2(q.y * 4.0, q.z * 13.0)));
    if (stuff == 2.0) return mix(colour, second, noise(q * 14.0)) * (0.55 + 0.9 * noise(q * vec3(130.0, 130.0, 40.0)));
    if (stuff == 3.0) return colour * (1.0 - 0.45 * smoothstep(0.47, 0.5, abs(fract(q.y * 2.2) - 0.5)));
    if (stuff == 4.0) return mix(colour, second, step(0.80, noise(q * 160.0)));
    if (stuff == 5.0) return mix(colour, second, smoothstep(0.0, 3.0, q.z) + 0.25 * noise(q * vec3(0.0, 1.1, 2.0)));
    if (stuff == 6.0) return mix(colour, second, mod(floor(q.x * 2.5) + floor(q.y * 2.5), 2.0));
    if (stuff == 7.0) {
        float herring = fract(q.x * 5.0 + abs(fract(q.y * 2.5) - 0.5) * 2.0);
        return mix(colour, second, smoothstep(0.88, 0.97, herring)) * (0.9 + 0.2 * noise(q * vec3(8.0, 90.0, 1.0)));
    }
    if (stuff == 8.0) return mix(colour, second, smoothstep(0.3, 0.8, noise(q * 2.3)));
    return colour * (0.97 + 0.06 * noise(q * 50.0));
}
void main() {
    vec3 n = normalize(normal);
    vec3 c = look();
    picture = vec4(shown(stuff == 5.0 ? c : c * wrapped(n, 0.1)), 1.0);
}
"""
)
