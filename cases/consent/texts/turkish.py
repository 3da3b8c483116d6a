"""The sheet in Turkish."""

from types import MappingProxyType

from cases.consent.choices import ConsentKind as Kind
from cases.consent.texts.base import SheetText

TURKISH = SheetText(
    language="tur",
    code="tr",
    title="Neyi kabul ediyorsunuz",
    before=(
        "Kararı siz verirsiniz. Her soru ayrı sorulur. Birine evet, diğerine hayır diyebilirsiniz.",
        "Ne cevap verirseniz verin yardım alırsınız. Hayır demenin kötü bir sonucu yoktur. Düşünmek için "
        "zaman isteyebilir ve her şeyi sorabilirsiniz.",
        "Bir eveti istediğiniz zaman geri alabilirsiniz: herhangi birimize söylemeniz yeter, neden "
        "göstermeniz gerekmez. O andan itibaren geçerlidir.",
        "Bize anlattıklarınız bizde kalır. Sınırlar vardır: birinin hayatı tehlikedeyse, bir çocuk "
        "tehlikedeyse veya bir mahkeme bize emrederse. Yapabilirsek size önceden söyleriz.",
    ),
    asks=MappingProxyType(
        {
            Kind.SERVICE: "Size konuştuğumuz şekilde yardım edebilir miyiz?",
            Kind.RECORD: "Bunun için gerekenleri yazıp kilit altında saklayabilir miyiz?",
            Kind.CONTACT: "Sizinle, yalnızca bize söylediğiniz yoldan, iletişim kurabilir miyiz?",
            Kind.SHARE: "İzin verdiklerinizi yalnızca bu tek kuruluşa söyleyebilir miyiz, başka hiçbir şeyi değil?",
            Kind.AUTHORITY: "Bu tek makamla, yalnızca bu kez, sizin hakkınızda konuşabilir miyiz?",
            Kind.INTERPRETER: "Bu tercüman sizin için uygun mu?",
            Kind.HEALTH_SHARING: "Sağlığınız hakkında yalnızca bu tek doktor veya klinikle konuşabilir miyiz?",
            Kind.FOLLOW_UP: "Size daha sonra nasıl olduğunuzu sorabilir miyiz?",
            Kind.STATISTICS: "Sizi, kimsenin adının geçmediği toplamlarda sayabilir miyiz?",
            Kind.RESEARCH: "Yalnızca bu tek araştırma izin verdiklerinizi kullanabilir mi? Bundan bir şey "
            "kazanmaz, bir şey kaybetmezsiniz.",
            Kind.MEDIA: "Yalnızca bu fotoğrafı, kaydı veya hikâyeyi, yalnızca bu amaç için kullanabilir miyiz? "
            "Yedi gün düşünün. İnternette olan geri alınamaz.",
            Kind.CONFERENCE: "Yalnızca bu toplantıda, bu kişilerle, sizin hakkınızda konuşabilir miyiz?",
            Kind.TRANSFER: "İzin verdiklerinizi sizi orada karşılayacak olanlara verebilir miyiz?",
            Kind.RECORDING: "Yalnızca bu görüşmeyi kaydedebilir miyiz?",
        }
    ),
    answers=("Evet", "Hayır", "Daha sonra karar vereceğim"),
    to_whom="Kime",
    until="Ne zamana kadar",
    limits="Kendi sözlerimle kendi sınırlarım",
    after=(
        "Bu kâğıdı alabilirsiniz. Yanınızda taşımak tehlikeli olabilir: sizin için saklayabiliriz.",
        "Hakkınızda yazılanları görmeyi, düzeltilmesini ve kimin baktığını öğrenmeyi isteyebilirsiniz.",
        "Bizden şikâyetçi olabilirsiniz. Nasıl yapılacağını söyleriz ve isterseniz size yardım ederiz.",
    ),
    signs=("Ad veya işaret", "Çalışan", "Tercüman", "Tarih"),
)
