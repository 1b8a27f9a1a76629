"""GLSL programs of the renderer. Colours are linear until the last line, which codes them with a gamma of 2.

Software OpenGL runs both arms of every branch, so people have a program of their own without the room's patterns.
"""

SHADOW_VERTEX = """
#version 330
uniform mat4 to_light;
in vec3 in_place;
void main() { gl_Position = to_light * vec4(in_place, 1.0); }
"""

SHADOW_FRAGMENT = """
#version 330
void main() {}
"""

DRAW_VERTEX = """
#version 330
uniform mat4 to_clip;
in vec3 in_place;
in vec3 in_normal;
in vec3 in_colour;
in vec3 in_pattern;
in float in_surface;
out vec3 place;
out vec3 normal;
out vec3 colour;
out vec3 pattern;
flat out float surface;
void main() {
    place = in_place;
    normal = in_normal;
    colour = in_colour;
    pattern = in_pattern;
    surface = in_surface;
    gl_Position = to_clip * vec4(in_place, 1.0);
}
"""

_START = """
#version 330
in vec3 place;
in vec3 normal;
in vec3 colour;
in vec3 pattern;
flat in float surface;
out vec4 picture;
"""

_LIGHT = """
uniform vec3 eye;
uniform vec3 key_direction;
uniform vec3 key;
uniform vec3 sky;
uniform vec3 ground;
uniform float exposure;

vec4 coded(vec3 linear) {
    vec3 c = linear * exposure;
    return vec4(sqrt(clamp(c / (1.0 + 0.18 * c), 0.0, 1.0)), 1.0);
}
"""

_SHADOWED = """
uniform mat4 to_light;
uniform sampler2D depth_map;
uniform float softness;

// Share of the key light that reaches a place; 1 = all of it.
float lit(vec3 at, vec3 n) {
    vec4 q = to_light * vec4(at + 0.012 * n, 1.0);
    vec3 s = q.xyz * 0.5 + 0.5;
    if (any(lessThan(s, vec3(0.0))) || any(greaterThan(s, vec3(1.0)))) return 1.0;
    float sum = 0.0;
    for (int i = 0; i < TAPS; ++i) {
        float r = softness * sqrt((float(i) + 0.5) / float(TAPS)), a = 2.39996 * float(i);
        float d = texture(depth_map, s.xy + r * vec2(cos(a), sin(a))).r;
        sum += step(s.z - 0.004, d);
    }
    return sum / float(TAPS);
}
"""

PEOPLE_FRAGMENT = (
    _START
    + _LIGHT
    + "#define TAPS 4"
    + _SHADOWED
    + """
void main() {
    vec3 n = normalize(normal);
    vec3 to_eye = normalize(eye - place);
    if (dot(n, to_eye) < 0.0 && !gl_FrontFacing) n = -n;
    float stripe = step(0.5, fract(pattern.z * 15.0)), across = step(0.5, fract(pattern.y * 15.0));
    float is_stripes = float(surface == 5.0), is_checks = float(surface == 6.0);
    vec3 base = colour * (1.0 - is_stripes * 0.5 * stripe - is_checks * 0.25 * (stripe + across));
    float facing = max(dot(n, key_direction), 0.0) * lit(place, n);
    vec3 light = mix(ground, sky, 0.5 + 0.5 * n.z) + 0.12 * sky * max(dot(n, to_eye), 0.0);
    float gleam = max(dot(n, normalize(to_eye + key_direction)), 0.0);
    gleam *= gleam; gleam *= gleam; gleam *= gleam; gleam *= gleam;
    float shiny = float(surface == 1.0 || surface == 7.0);
    picture = coded(base * (light + key * facing) + 0.05 * shiny * gleam * facing * key);
}
"""
)

ROOM_FRAGMENT = (
    _START
    + _LIGHT
    + """
uniform float key_share;

float hash(vec3 p) {
    p = fract(p * 0.3183099 + vec3(0.1, 0.17, 0.13));
    p *= 17.0;
    return fract(p.x * p.y * p.z * (p.x + p.y + p.z));
}

float noise(vec3 p) {
    vec3 i = floor(p), f = fract(p);
    f = f * f * (3.0 - 2.0 * f);
    return mix(
        mix(mix(hash(i), hash(i + vec3(1, 0, 0)), f.x),
            mix(hash(i + vec3(0, 1, 0)), hash(i + vec3(1, 1, 0)), f.x), f.y),
        mix(mix(hash(i + vec3(0, 0, 1)), hash(i + vec3(1, 0, 1)), f.x),
            mix(hash(i + vec3(0, 1, 1)), hash(i + vec3(1, 1, 1)), f.x), f.y), f.z);
}

vec3 albedo() {
    vec3 p = pattern;
    if (surface == 2.0) {
        float plank = floor(p.y / 0.14);
        float along = p.x + 0.7 * hash(vec3(plank, 1.0, 2.0));
        float board = floor(along / 1.1);
        float tone = 0.82 + 0.30 * hash(vec3(plank, board, 3.0));
        float grain = 0.90 + 0.20 * noise(vec3(along * 3.0, p.y * 60.0, plank));
        float gap = smoothstep(0.0, 0.03, min(fract(p.y / 0.14), 1.0 - fract(p.y / 0.14)));
        return colour * tone * grain * mix(0.6, 1.0, gap);
    }
    if (surface == 3.0) {
        vec2 cell = fract(p.xy / 0.33);
        float line = min(min(cell.x, 1.0 - cell.x), min(cell.y, 1.0 - cell.y));
        float tone = 0.92 + 0.12 * hash(vec3(floor(p.xy / 0.33), 1.0));
        return colour * mix(0.65, tone, smoothstep(0.01, 0.03, line));
    }
    if (surface == 4.0) return colour * (0.85 + 0.35 * noise(p * 90.0) * noise(p * 7.0 + 3.0));
    if (surface == 8.0) return colour * (0.96 + 0.07 * noise(p * 35.0));
    return colour * (0.97 + 0.05 * noise(p * 25.0));
}

void main() {
    vec3 n = normalize(normal);
    float facing = max(dot(n, key_direction), 0.0);
    vec3 light = mix(ground, sky, 0.5 + 0.5 * n.z) + 0.12 * sky * max(dot(n, normalize(eye - place)), 0.0);
    picture = coded(albedo() * (light + key * facing * key_share));
}
"""
)

# Red: share of the key light; green: how much light is left under feet near the floor.
MASK_FRAGMENT = (
    _START
    + "#define TAPS 12"
    + _SHADOWED
    + """
uniform vec3 contacts[4];
void main() {
    float shade = 1.0;
    if (place.z < 0.02) {
        for (int i = 0; i < 4; ++i) {
            float up = max(contacts[i].z, 0.0), r = 0.09 + 0.4 * up;
            vec2 d = place.xy - contacts[i].xy;
            shade *= 1.0 - 0.5 * exp(-dot(d, d) / (2.0 * r * r)) / (1.0 + 30.0 * up);
        }
    }
    picture = vec4(lit(place, normalize(normal)), shade, 0.0, 1.0);
}
"""
)
