"""The sheet in Tagalog."""

from types import MappingProxyType

from cases.consent.choices import ConsentKind as Kind
from cases.consent.texts.base import SheetText

TAGALOG = SheetText(
    language="tgl",
    code="tl",
    title="Ang mga sinasang-ayunan ninyo",
    before=(
        "Kayo ang magpapasya. Hiwalay na itinatanong ang bawat tanong. Maaari kayong mag-oo sa isa at humindi sa iba.",
        "Tutulungan kayo anuman ang sagot ninyo. Walang masamang bunga ang paghindi. Maaari kayong "
        "mag-isip muna at magtanong ng kahit ano.",
        "Maaari ninyong bawiin ang oo anumang oras, sabihin lang sa sinuman sa amin, kahit walang "
        "dahilan. May bisa ito mula sa sandaling iyon.",
        "Ang sinasabi ninyo sa amin ay nananatili sa amin. May mga hangganan: kapag nasa panganib ang "
        "buhay ng isang tao, kapag nasa panganib ang isang bata, o kapag inutusan kami ng hukuman. Kung "
        "magagawa namin, sasabihin muna namin sa inyo.",
    ),
    asks=MappingProxyType(
        {
            Kind.SERVICE: "Maaari ba namin kayong tulungan, ayon sa napag-usapan natin?",
            Kind.RECORD: "Maaari ba naming isulat ang kailangan para rito at itago nang nakakandado?",
            Kind.CONTACT: "Maaari ba namin kayong kontakin, sa paraan lamang na sinabi ninyo sa amin?",
            Kind.SHARE: "Maaari ba naming sabihin sa iisang organisasyong ito ang pinapayagan ninyo, at wala nang iba?",
            Kind.AUTHORITY: "Maaari ba naming kausapin ang iisang tanggapang ito ng pamahalaan tungkol sa inyo, "
            "ngayong isang beses lamang?",
            Kind.INTERPRETER: "Ayos ba sa inyo ang interpreter na ito?",
            Kind.HEALTH_SHARING: "Maaari ba naming pag-usapan ang inyong kalusugan kasama ang iisang doktor o "
            "klinikang ito?",
            Kind.FOLLOW_UP: "Maaari ba namin kayong kumustahin sa ibang araw?",
            Kind.STATISTICS: "Maaari ba namin kayong isama sa mga kabuuang bilang na walang binabanggit na pangalan?",
            Kind.RESEARCH: "Maaari bang gamitin ng iisang pag-aaral na ito ang pinapayagan ninyo? Wala kayong "
            "mapapala at walang mawawala sa inyo.",
            Kind.MEDIA: "Maaari ba naming gamitin ang iisang litrato, rekording o kuwentong ito, para sa iisang "
            "layuning ito? Pag-isipan ninyo nang pitong araw. Hindi na mababawi ang nasa internet.",
            Kind.CONFERENCE: "Maaari ba namin kayong pag-usapan sa iisang pulong na ito, kasama ang mga taong ito?",
            Kind.TRANSFER: "Maaari ba naming ibigay ang pinapayagan ninyo sa mga tatanggap sa inyo roon?",
            Kind.RECORDING: "Maaari ba naming irekord ang iisang usapang ito?",
        }
    ),
    answers=("Oo", "Hindi", "Magpapasya ako sa ibang araw"),
    to_whom="Kanino",
    until="Hanggang",
    limits="Ang sarili kong mga hangganan, sa sarili kong salita",
    after=(
        "Maaari ninyong kunin ang papel na ito. Maaaring mapanganib na dala ito: maaari naming itago para sa inyo.",
        "Maaari ninyong hilinging makita ang nakasulat tungkol sa inyo, na itama ito, at malaman kung "
        "sino ang tumingin.",
        "Maaari kayong magreklamo tungkol sa amin. Sasabihin namin kung paano, at tutulungan namin kayo "
        "kung gusto ninyo.",
    ),
    signs=("Pangalan o marka", "Kawani", "Interpreter", "Petsa"),
)
