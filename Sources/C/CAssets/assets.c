#include "CAssets.h"

static const unsigned char css[] = {
#embed "files/css/tokens.css"
    ,
#embed "files/css/base.css"
    ,
#embed "files/css/layout.css"
    ,
#embed "files/css/components.css"
    ,
#embed "files/css/forms.css"
    ,
#embed "files/css/tables.css"
    ,
#embed "files/css/charts.css"
    ,
#embed "files/css/catalogue.css"
    ,
#embed "files/css/matching.css"
    ,
#embed "files/css/dashboard.css"
    ,
#embed "files/css/enrich.css"
    ,
#embed "files/css/entrance.css"
    ,
#embed "files/css/print.css"
};

static const unsigned char js[] = {
#embed "files/js/loam.js"
};

static const unsigned char editor_js[] = {
#embed "files/js/editor.js"
};

static const unsigned char icons[] = {
#embed "files/icons.svg"
};

static const unsigned char favicon[] = {
#embed "files/favicon.svg"
};

static const unsigned char sandbox_css[] = {
#embed "files/css/sandbox.css"
};

static const struct loam_asset assets[] = {
    {"loam.css", css, sizeof css},
    {"loam.js", js, sizeof js},
    {"editor.js", editor_js, sizeof editor_js},
    {"icons.svg", icons, sizeof icons},
    {"favicon.svg", favicon, sizeof favicon},
};

size_t loam_asset_count(void) { return sizeof assets / sizeof assets[0]; }

struct loam_asset loam_asset(size_t index) { return assets[index]; }

struct loam_asset loam_sandbox_style(void) {
    return (struct loam_asset){"sandbox.css", sandbox_css, sizeof sandbox_css};
}
