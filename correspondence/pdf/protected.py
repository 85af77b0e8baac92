"""Whether a picture is a red cross on a light ground: as far as a program can see that.

A crescent, a crystal or an imitation is left to the words around the picture and to the person
who looks at it.
"""

from PIL import Image, ImageStat

SIDE = 60
FULL, EMPTY = 0.85, 0.12
SQUARE = (0.7, 1.4)


def is_red_cross(picture: Image.Image) -> bool:
    """Whether all that is red forms an upright cross with arms of one length.

    The cross may be a part of the picture, as in a round seal, but nothing else in it may be red.
    """
    small = picture.convert("RGB").resize((SIDE * 2, SIDE * 2))
    mask = _red(small)
    box = mask.getbbox()
    if box is None:
        return False
    width, height = box[2] - box[0], box[3] - box[1]
    if min(width, height) < SIDE // 6 or not SQUARE[0] < width / height < SQUARE[1]:
        return False
    thirds = mask.crop(box).resize((SIDE, SIDE))
    return _is_cross(thirds)


def _red(picture: Image.Image) -> Image.Image:
    """White where a dot is clearly red, black elsewhere."""
    hue, saturation, value = picture.convert("HSV").split()
    near = hue.point(lambda h: 255 if h < 14 or h > 240 else 0)
    strong = saturation.point(lambda s: 255 if s > 120 else 0)
    bright = value.point(lambda v: 255 if v > 90 else 0)
    white = Image.new("L", picture.size, 0)
    for band in (strong, bright):
        near = Image.composite(near, white, band)
    return near


def _is_cross(mask: Image.Image) -> bool:
    """The middle and its four neighbours full, the four corners empty."""
    third = SIDE // 3
    margin = third // 4

    def share(column: int, row: int) -> float:
        left, top = column * third + margin, row * third + margin
        field = mask.crop((left, top, left + third - 2 * margin, top + third - 2 * margin))
        return ImageStat.Stat(field).mean[0] / 255

    arms = [share(1, 1), share(0, 1), share(2, 1), share(1, 0), share(1, 2)]
    corners = [share(0, 0), share(2, 0), share(0, 2), share(2, 2)]
    return min(arms) > FULL and max(corners) < EMPTY
