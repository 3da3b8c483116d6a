"""Aliases to choose from: birds, plants and rivers. They say nothing about sex, age, country or what happened.

Left out on purpose: names that are also given names or insults, rivers that point to a country of origin or a border.
"""

import secrets
from collections.abc import Collection

BIRDS = (
    "Avocet", "Bittern", "Blackcap", "Brambling", "Bunting", "Chaffinch", "Chiffchaff", "Crane", "Crossbill",
    "Curlew", "Dabchick", "Dipper", "Dotterel", "Dunlin", "Dunnock", "Eider", "Egret", "Fieldfare", "Firecrest",
    "Gadwall", "Gannet", "Garganey", "Godwit", "Goldcrest", "Goldeneye", "Goldfinch", "Goosander", "Grebe",
    "Greenfinch", "Greenshank", "Guillemot", "Harrier", "Hawfinch", "Heron", "Hoopoe", "Ibis", "Jackdaw",
    "Kestrel", "Kingfisher", "Kittiwake", "Knot", "Lapwing", "Linnet", "Mallard", "Moorhen", "Nuthatch",
    "Oriole", "Osprey", "Ouzel", "Petrel", "Pintail", "Pipit", "Plover", "Pochard", "Puffin", "Redpoll",
    "Redshank", "Redstart", "Redwing", "Ringdove", "Rook", "Ruff", "Sanderling", "Sandpiper", "Scoter", "Serin",
    "Shearwater", "Shelduck", "Shoveler", "Siskin", "Skua", "Skylark", "Snipe", "Spoonbill", "Starling", "Stonechat",
    "Stork", "Swift", "Teal", "Tern", "Treecreeper", "Turnstone", "Twite", "Wagtail", "Warbler", "Waxwing",
    "Wheatear", "Whimbrel", "Whinchat", "Whitethroat", "Wigeon", "Woodcock", "Woodlark", "Wren", "Wryneck",
    "Yellowhammer",
)  # fmt: skip
PLANTS = (
    "Acacia", "Alder", "Almond", "Anemone", "Aspen", "Barley", "Beech", "Betony", "Bilberry", "Birch",
    "Bluebell", "Borage", "Bracken", "Bramble", "Broom", "Bryony", "Burdock", "Buttercup", "Campion", "Cedar",
    "Chestnut", "Chicory", "Clematis", "Clover", "Columbine", "Comfrey", "Cornel", "Cornflower", "Cowslip", "Cypress",
    "Dogwood", "Elder", "Elm", "Eyebright", "Fennel", "Fern", "Feverfew", "Fir", "Flax", "Foxglove", "Gentian",
    "Gorse", "Harebell", "Hawthorn", "Hazelnut", "Heather", "Hornbeam", "Hyssop", "Juniper", "Knapweed",
    "Larch", "Lavender", "Linden", "Lupin", "Mallow", "Maple", "Marjoram", "Medlar",
    "Mint", "Moss", "Mugwort", "Mulberry", "Mullein", "Oak", "Oleander", "Osier", "Pine",
    "Plantain", "Poplar", "Primrose", "Quince", "Reed", "Rush", "Sedge", "Sorrel", "Spruce", "Tansy",
    "Teasel", "Thistle", "Thyme", "Vetch", "Walnut", "Willow", "Woodruff", "Yarrow", "Yew",
)  # fmt: skip
RIVERS = (
    "Adour", "Aller", "Allier", "Aube", "Avon", "Blavet", "Cher", "Creuse", "Dart", "Deben", "Dove", "Doubs", 
    "Ems", "Esk", "Exe", "Fal", "Fowey", "Gers", "Hamble", "Havel", "Indre", "Isar", "Itchen", "Kennet",
    "Lahn", "Leine", "Lune", "Medway", "Meon", "Nene", "Nidd", "Oise", "Orne", "Ouse", "Parrett",
    "Ribble", "Saale", "Sarthe", "Severn", "Stour", "Swale", "Tamar", "Tarn", "Taw", "Tees", "Teign", "Trent",
    "Tweed", "Vienne", "Waveney", "Wear", "Welland", "Wensum", "Weser", "Wharfe", "Wye", "Yonne",
)  # fmt: skip
ALIASES = (*BIRDS, *PLANTS, *RIVERS)


def propose(in_use: Collection[str]) -> str:
    """An alias at random that none of `in_use` (folded case) has. When all are taken, one of them with a number."""
    free = [alias for alias in ALIASES if alias.casefold() not in in_use]
    if free:
        return secrets.choice(free)
    stem, number = secrets.choice(ALIASES), 2
    while f"{stem} {number}".casefold() in in_use:
        number += 1
    return f"{stem} {number}"
