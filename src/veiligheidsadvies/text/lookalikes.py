"""Letters of other scripts that look like a letter of ours, for reading what a text shows.

Written as numbers, because on a screen they cannot be told apart. Greek has its capitals apart: a capital eta
looks like H and a small one like n.
"""

from __future__ import annotations

_LOOK = {
    "a": "\u0250\u0251\u0391\u03ac\u03b1\u0410\u0430\u04d0\u04d1\u04d2\u04d3\u1d00",
    "b": "\u0184\u0299\u0392\u03b2\u0412\u042c\u0432\u044c",
    "c": "\u03c2\u03f2\u03f9\u03fd\u0421\u0441\u04aa\u04ab\u1d04",
    "d": "\u0500\u0501\u056a\u1d05",
    "e": "\u0259\u025b\u0395\u03ad\u03b5\u0401\u0404\u0415\u0435\u0451\u0454\u1d07",
    "f": "\u0192\ua730",
    "g": "\u0261\u0262\u050c\u050d\u0581",
    "h": "\u029c\u0397\u041d\u043d\u04ba\u04bb\u0570",
    "i": "\u0131\u0269\u026a\u0390\u0399\u03af\u03b9\u03ca\u0406\u0407\u0456\u0457",
    "j": "\u037f\u03f3\u0408\u0458\u0575\u1d0a",
    "k": "\u039a\u03ba\u03f0\u040c\u041a\u043a\u045c\u1d0b",
    "l": "\u01c0\u029f\u04c0\u04cf\u217c",
    "m": "\u039c\u041c\u043c\u1d0d",
    "n": "\u0274\u039d\u03ae\u03b7\u041f\u043f\u0578\u057c",
    "o": "\u039f\u03bf\u03c3\u03cc\u041e\u043e\u04e6\u04e7\u0585\u1d0f",
    "p": "\u01bf\u03a1\u03c1\u0420\u0440\u1d18",
    "q": "\u051a\u051b",
    "r": "\u0280\u0413\u042f\u0433\u044f",
    "s": "\u0282\u0405\u0455\ua731",
    "t": "\u03a4\u03c4\u0422\u0442\u1d1b",
    "u": "\u028b\u03bc\u03c5\u03cb\u03cd\u0418\u0426\u0438\u0446\u057d\u1d1c",
    "v": "\u03bd\u0474\u0475\u1d20",
    "w": "\u026f\u03c9\u03ce\u0428\u0448\u051c\u051d\u0561\u1d21",
    "x": "\u03a7\u03c7\u0425\u0445",
    "y": "\u028f\u03a5\u03b3\u040e\u0423\u0443\u045e\u04ae\u04af",
    "z": "\u0290\u0396\u03b6\u0417\u0437\u1d22",
}
"""Cyrillic, Greek, Armenian and phonetic letters, by the letter that they look like."""
_BLOCKS = ((0x1F150, 26), (0x1F170, 26), (0x1F1E6, 26))
"""Letters in dark circles, in dark squares and of flags, each from A to Z."""
LOOKALIKES = {sign: plain for plain, signs in _LOOK.items() for sign in signs} | {
    chr(start + at): chr(ord("a") + at) for start, size in _BLOCKS for at in range(size)
}
"""By sign the plain small letter that it shows."""
_SOUND = {
    "a": "\u03b1\u0430",
    "b": "\u03b2\u0431",
    "c": "\u045b",
    "ch": "\u03c7",
    "d": "\u03b4\u0434",
    "dj": "\u0452",
    "dz": "\u045f",
    "e": "\u03b5\u0435\u044d",
    "f": "\u03c6\u0444",
    "g": "\u03b3\u0433",
    "h": "\u0445",
    "i": "\u03b7\u03b9\u0438",
    "j": "\u0439\u0458",
    "ja": "\u044f",
    "jo": "\u0451",
    "ju": "\u044e",
    "k": "\u03ba\u043a",
    "l": "\u03bb\u043b",
    "lj": "\u0459",
    "m": "\u03bc\u043c",
    "n": "\u03bd\u043d",
    "nj": "\u045a",
    "o": "\u03bf\u03c9\u043e",
    "p": "\u03c0\u043f",
    "ps": "\u03c8",
    "r": "\u03c1\u0440",
    "s": "\u03c2\u03c3\u0441",
    "sj": "\u0448",
    "t": "\u03c4\u0442",
    "th": "\u03b8",
    "ts": "\u0446",
    "tsj": "\u0447",
    "u": "\u0443",
    "v": "\u0432",
    "x": "\u03be",
    "y": "\u03c5\u044b",
    "z": "\u03b6\u0437",
    "zh": "\u0436",
}
BY_SOUND = {sign: plain for plain, signs in _SOUND.items() for sign in signs}
"""By small Cyrillic or Greek letter how it sounds: a name may be written out in that script."""
