/*
 * The style of the HTML report. It prints without media features, as WeasyPrint drops some;
 * it uses background-color and border-color rather than the shorthands, in which WeasyPrint
 * ignores var(); tables rather than grids, which it stacks. One rem is 16 px on a screen and
 * 12 px on paper, so both have the same proportions. All answers begin on one axis, 15 rem
 * from the left; questions, times and states are left of it.
 */
#include "html_parts.h"

/* Contrast on the paper of each scheme is at least 4.5 for text; tests compute it. */
static const char colours[] =
	":root{color-scheme:light dark;--paper:#fdfdfb;--ink:#1b1d20;--soft:#3f444a;--mute:#62676d;"
	"--link:#1d5a94;--bad:#a32a1b;--good:#2c6a47;--rule:#d8d8d2;--hair:#e9e9e4;--wash:#f4f4ef;"
	"--p1:#9c2b1d;--on1:#ffffff;--p2:#df982c;--on2:#231400;--p3:#a4c4b0;--on3:#0f2317;"
	"--p4:#6b7076;--on4:#ffffff}\n"
	"@media screen and (prefers-color-scheme:dark){:root{--paper:#16181b;--ink:#e7e5e0;"
	"--soft:#c9c7c1;--mute:#9d9c96;--link:#8dbbea;--bad:#f08d7e;--good:#8cc7a3;--rule:#3a3d42;"
	"--hair:#2a2d31;--wash:#1f2226;--p1:#c24a39;--p2:#d9983a;--on2:#1d1100;--p3:#6a957c;"
	"--on3:#07130c;--p4:#8a8f97;--on4:#0b0d10}}\n"
	"@media print{:root{color-scheme:light;--paper:#ffffff;--ink:#111111;--soft:#333333;"
	"--mute:#555555;--link:#164a7c;--rule:#bbbbbb;--hair:#dddddd}}\n";

static const char base[] =
	"*{box-sizing:border-box}\n"
	"html{font-size:16px;-webkit-text-size-adjust:100%}\n"
	"body{margin:0 auto;padding:3.5rem 1.25rem 4rem;max-width:57.5rem;"
	"background-color:var(--paper);color:var(--ink);"
	"font:1.0625rem/1.55 Charter,\"Bitstream Charter\",\"Charis SIL\",\"Sitka Text\",Cambria,"
	"serif;overflow-wrap:break-word}\n"
	"h1,h2,h3,h4,h5,h6,table,.sans,figure,nav{font-family:system-ui,-apple-system,\"Segoe UI\","
	"Inter,Roboto,\"Helvetica Neue\",Arial,sans-serif}\n"
	"a{color:var(--link)}\n"
	"p,ul,ol,pre,blockquote,figure,table,dl{margin:0}\n"
	".skip{position:absolute;left:-99rem}\n"
	"[dir=rtl] .skip{left:auto;right:-99rem}\n"
	".skip:focus,[dir=rtl] .skip:focus{right:auto;left:1rem;top:1rem;padding:.5rem 1rem;background-color:var(--paper)}\n"
	".band{margin-bottom:1.5rem;padding:.7rem 1rem;border:1px solid;border-left-width:5px;"
	"border-color:var(--p2);background-color:var(--wash);font-size:.9375rem;line-height:1.45}\n"
	".band.bad{border-color:var(--bad)}\n"
	".band p+p{margin-top:.3rem}\n";

static const char head[] =
	".badges{font-size:.8125rem;line-height:1.6;color:var(--mute)}\n"
	".badge{display:inline-block;margin-right:.4rem;padding:0 .5rem;border:1px solid;"
	"border-color:var(--ink);border-radius:3px;color:var(--ink);font-weight:600}\n"
	".badge,.pill{max-width:100%;overflow-wrap:anywhere}\n"
	".badge.worst{border-color:var(--p1);background-color:var(--p1);color:var(--on1)}\n"
	".badge.bad{background-color:var(--ink);color:var(--paper)}\n"
	".severity{text-transform:uppercase}\n"
	".status{text-transform:capitalize}\n"
	".services{margin-left:.4rem}\n"
	"h1{margin:.6rem 0 .7rem;font:700 2.25rem/1.16 Charter,\"Bitstream Charter\",\"Charis SIL\","
	"\"Sitka Text\",Cambria,serif;letter-spacing:-.012em;text-wrap:balance}\n"
	".byline{font-size:.9375rem;line-height:1.45;color:var(--mute)}\n"
	".figures{display:table;table-layout:fixed;width:100%;margin:1.8rem 0 0}\n"
	".figures>div{display:table-cell;padding-right:.6rem;vertical-align:top;line-height:1.35}\n"
	".figures dt{font-size:.8125rem;color:var(--mute)}\n"
	".figures dd{margin:0}\n"
	".figures .value{font-size:1.5rem;font-weight:600;font-variant-numeric:tabular-nums;"
	"white-space:nowrap}\n"
	".figures .less{font-size:1.2rem;line-height:1.7}\n"
	".figures .long{font-size:1rem;line-height:1.4;white-space:normal}\n"
	".figures .note{font-size:.8125rem;color:var(--mute)}\n"
	".figures .note.late{color:var(--bad)}\n"
	".swatch{display:inline-block;width:.6rem;height:.6rem;margin-right:.35rem}\n"
	".swatch.day{border:1px solid;border-color:var(--mute);background-color:var(--wash)}\n"
	".p1{background-color:var(--p1)}.p2{background-color:var(--p2)}.p3{background-color:var(--p3)}"
	".p4{background-color:var(--p4)}\n";

static const char chart[] =
	".chart{margin-top:1.6rem;direction:ltr}\n"
	".chart svg{display:block;width:100%;height:auto;overflow:visible}\n"
	".chart text{font-size:11px;fill:var(--ink)}\n"
	".chart .b{font-weight:600}.chart .m{fill:var(--mute)}\n"
	".chart .s{stroke:var(--soft)}.chart .h{stroke:var(--rule)}.chart .g{stroke:var(--mute)}\n"
	".chart .f1{fill:var(--p1)}.chart .f2{fill:var(--p2)}.chart .f3{fill:var(--p3)}"
	".chart .f4{fill:var(--p4)}.chart .t4{fill:var(--on4)}.chart .c4{stop-color:var(--p4)}\n"
	".chart .c1{stop-color:var(--p1)}.chart .c2{stop-color:var(--p2)}"
	".chart .c3{stop-color:var(--p3)}\n"
	".chart .t1{fill:var(--on1)}.chart .t2{fill:var(--on2)}.chart .t3{fill:var(--on3)}\n"
	".chart .u{fill:var(--wash)}.chart .gap,.chart .k{stroke:var(--paper)}\n"
	".chart .d{fill:var(--paper);stroke:var(--ink)}\n"
	".chart a:focus circle{stroke-width:3}\n"
	".legend{margin-top:.5rem;font-size:.8125rem;line-height:1.5;color:var(--mute)}\n"
	".legend>span{margin-right:.9rem;white-space:nowrap}\n"
	".legend .dot{display:inline-block;width:.55rem;height:.55rem;margin-right:.35rem;"
	"border:2px solid;border-color:var(--ink);border-radius:50%}\n"
	".narrow{display:none}\n";

static const char sections[] =
	"section{margin-top:2.75rem;padding:1.1rem 0 0 15rem;border-top:1px solid;"
	"border-color:var(--rule)}\n"
	"section::after{content:\"\";display:block;clear:both}\n"
	"h2{margin:0 0 1.1rem -15rem;font-size:1.3rem;line-height:1.3;font-weight:700}\n"
	"h2.side{float:left;width:13.5rem;margin-bottom:0}\n"
	"h3{float:left;clear:left;width:13.5rem;margin:.2rem 0 0 -15rem;font-size:.875rem;"
	"line-height:1.4;font-weight:400;color:var(--mute)}\n"
	"h3.part{float:none;width:auto;margin:1.35rem 0 .9rem -15rem;font-size:1rem;font-weight:600;"
	"color:var(--ink)}\n"
	"h3.over{float:none;width:auto;margin-bottom:.7rem}\n"
	"h4,h5,h6{margin:0;font-size:1rem;line-height:1.4;font-weight:600}\n"
	".qa::after{content:\"\";display:block;clear:both}\n"
	".keep+.answer{margin-top:.65em}\n"
	".qa+.qa,.qa+.table,.table+.qa,.lessons,.qa+h3,.table+h3{margin-top:1.35rem}\n"
	".answer{max-width:32em}\n"
	".answer>*+*{margin-top:.65em}\n"
	".answer ul,.answer ol{padding-left:1.4em}\n"
	".answer li+li{margin-top:.45em}\n"
	"img{max-width:100%;height:auto;break-inside:avoid}\n"
	"@media print{img{max-height:22cm}}\n"
	"li.box{margin-left:-1.3em;list-style:none}\n"
	"td ul,td ol{padding-left:1.4em}\n"
	/* Each item has a direction of its own, so it makes room for its own marker. */
	"li[dir=rtl]{margin-left:-1.4em;margin-right:1.4em;list-style-position:inside}"
	"li.box[dir=rtl]{margin-right:.1em}\n"
	/* WeasyPrint puts a marker outside on the edge of the page, and does not know this rule. */
	"@supports (display:grid){li[dir=rtl]{list-style-position:outside}}\n"
	".overview{max-width:none}\n"
	".overview .answer{font-size:1.1875rem;line-height:1.5;max-width:32.4em}\n"
	".keep{break-inside:avoid}\n"
	".none{padding-left:.7rem;border-left:2px dashed;border-color:var(--mute);color:var(--mute);"
	"font:italic .9375rem/1.45 system-ui,sans-serif}\n"
	"code{padding:.05em .3em;border:1px solid;border-color:var(--rule);border-radius:3px;"
	"background-color:var(--wash);font:.86em/1.4 ui-monospace,\"DejaVu Sans Mono\",Menlo,Consolas,"
	"monospace}\n"
	"pre{padding:.7rem .9rem;border:1px solid;border-color:var(--rule);"
	"background-color:var(--wash);overflow-x:auto}\n"
	"pre code{padding:0;border:0;background-color:transparent}\n"
	"blockquote{padding-left:.9rem;border-left:3px solid;border-color:var(--rule);"
	"color:var(--soft)}\n"
	"blockquote[dir=rtl]{padding:0 .9rem 0 0;border-left:0;border-right:3px solid;border-color:var(--rule)}\n"
	"h1[dir=rtl]{margin-left:auto}\n"
	".lessons{display:table;table-layout:fixed;width:55rem;max-width:calc(100% + 15rem);"
	"margin-left:-15rem;font-size:.9375rem}\n"
	".lessons>div{display:table-cell;width:20rem;padding-right:1.25rem;vertical-align:top}\n"
	".lessons>div:first-child{width:15rem}\n"
	".lessons h3{float:none;width:auto;margin:0 0 .5rem;font-weight:600;color:var(--ink)}\n"
	".lessons ul{padding:0;list-style:none}\n"
	".lessons .answer>*+*,.lessons li+li{margin-top:.5rem}\n"
	".lessons li[dir=rtl]{margin-left:0;margin-right:0}\n";

static const char tables[] =
	"table{border-collapse:collapse;font-size:.9375rem;line-height:1.45}\n"
	".table{clear:both;margin-left:-15rem;width:55rem;max-width:calc(100% + 15rem)}\n"
	".table table{width:100%;table-layout:fixed}\n"
	"th,td{padding:0;text-align:start;vertical-align:top;font-weight:400}\n"
	".right{text-align:right}.middle{text-align:center}\n"
	".scroll{overflow-x:auto}\n"
	".scroll th,.scroll td{padding:.3rem .9rem .3rem 0;border-bottom:1px solid;"
	"border-color:var(--hair)}\n"
	".scroll th{font-weight:600}\n"
	".scroll[dir=rtl] th,.scroll[dir=rtl] td{padding:.3rem 0 .3rem .9rem}\n"
	".timeline+.timeline{margin-top:.6rem}\n"
	".timeline caption,.timeline thead th{padding-bottom:.5rem;font-size:.8125rem;font-weight:600}\n"
	".timeline .zone{margin-left:.4rem;font-weight:400;color:var(--mute)}\n"
	".timeline td,.timeline tbody th{padding-bottom:.8rem}\n"
	".timeline .time{font-variant-numeric:tabular-nums;white-space:nowrap}\n"
	".timeline .word{padding-right:.6rem;font-size:.8125rem;white-space:normal;"
	"overflow-wrap:anywhere}\n"
	".timeline .kind{padding-left:14px;border-left:3px solid;border-color:transparent;"
	"color:var(--mute)}\n"
	".timeline .kind::before{content:\"\";box-sizing:border-box;float:left;width:11px;"
	"height:11px;margin:.35em 0 0 -21px;border:2px solid;border-color:var(--ink);"
	"border-radius:50%;background-color:var(--paper)}\n"
	".timeline .moment .time,.timeline .moment .kind{font-weight:600;color:var(--ink)}\n"
	".timeline .moment .kind::before{background-color:var(--ink)}\n"
	".timeline .in1 .kind{border-color:var(--p1)}.timeline .in2 .kind{border-color:var(--p2)}"
	".timeline .in3 .kind{border-color:var(--p3)}.timeline .in4 .kind{border-color:var(--p4)}\n"
	".timeline .what{padding-right:1rem}\n"
	".timeline .what>*+*{margin-top:.4em}\n"
	".timeline .who{font-size:.8125rem;color:var(--mute)}\n"
	".rows thead th{padding:0 .8rem .4rem 0;font-size:.8125rem;color:var(--mute)}\n"
	".rows tbody td{padding:.6rem .8rem .6rem 0;border-top:1px solid;border-color:var(--hair)}\n"
	".rows .sub{font-size:.8125rem;color:var(--mute)}\n"
	".pill{display:inline-block;padding:0 .55rem;border:1px solid;border-color:var(--ink);"
	"border-radius:1rem;font-size:.8125rem;font-weight:600}\n"
	".pill.done{border-color:var(--good);color:var(--good)}\n"
	".pill.doing{border-color:var(--link);color:var(--link)}\n"
	".pill.dropped{border-color:var(--mute);color:var(--mute)}\n"
	".late{color:var(--bad);font-weight:600}\n"
	".late small{display:block;font-size:.8125rem}\n"
	"footer{margin-top:3rem;padding-top:.8rem;border-top:1px solid;border-color:var(--rule);"
	"font-size:.8125rem;color:var(--mute)}\n"
	"nav{display:none}\n";

static const char media[] =
	"@media screen and (min-width:1280px){nav{display:block;position:fixed;top:3.5rem;"
	"left:max(.75rem,calc(50% - 41rem));width:10.5rem;font-size:.8125rem;line-height:1.4}"
	"nav ul{padding:0;list-style:none}nav li+li{margin-top:.5rem}"
	"nav a{color:var(--mute);text-decoration:none}nav a:hover{text-decoration:underline}}\n"
	"@media screen and (max-width:60rem){section{padding-left:0}"
	"h2,h3,h3.part,.lessons,.table{margin-left:0}"
	"h2.side{float:none;width:auto;margin-bottom:1.1rem}"
	"h3{float:none;width:auto;margin-bottom:.3rem}"
	".lessons,.table{width:100%;max-width:100%}}\n"
	"@media screen and (max-width:50rem){.figures,.figures>div{display:block}"
	".figures::after{content:\"\";display:block;clear:both}"
	".figures>div{float:left;width:33%;min-height:4.9rem;padding-bottom:.7rem}"
	".figures>div:nth-child(3n+1){clear:left}}\n"
	"@media screen and (max-width:600px){p,li,td,dd{-webkit-hyphens:auto;hyphens:auto}"
	"body{padding-top:1.5rem}h1{font-size:1.625rem}"
	".overview .answer{font-size:1.125rem}"
	".lessons,.lessons>div{display:block;width:auto}"
	".lessons>div:first-child{width:auto}"
	".figures>div{width:50%}.figures>div:nth-child(3n+1){clear:none}"
	".figures>div:nth-child(2n+1){clear:left}.figures .value{font-size:1.25rem}"
	".figures>div:nth-child(2n){padding-right:0}"
	".lessons>div+div{margin-top:1.1rem}"
	".chart .wide{display:none}.chart .narrow{display:block}"
	".table table,.table tbody,.table tr,.table td,.table tbody th{display:block;width:auto}"
	".table colgroup,.rows thead{display:none}.timeline thead,.timeline thead tr,"
	".timeline thead th{display:block}"
	".timeline tbody tr{margin-left:.4rem;padding:0 0 .8rem 1rem;border-left:3px solid;"
	"border-color:transparent}"
	".timeline tr.in1{border-color:var(--p1)}.timeline tr.in2{border-color:var(--p2)}"
	".timeline tr.in3{border-color:var(--p3)}.timeline tr.in4{border-color:var(--p4)}"
	".timeline tbody td,.timeline tbody th{padding-bottom:0}"
	".timeline .time{float:left;margin-right:.6rem}"
	".timeline .kind,.timeline tr .kind{padding-left:0;border-left:0}"
	".timeline tbody tr{position:relative}"
	".timeline .kind::before{position:absolute;float:none;left:-7px;top:0;margin:.35em 0 0}"
	".rows tbody tr{padding:.7rem 0;border-top:1px solid;border-color:var(--hair)}"
	".rows tbody td{padding:0;border-top:0}"
	".rows .due::before{content:\"due \"}.rows .owner::before{content:\"Owner: \"}"
	".late small{display:inline;margin-left:.3rem}}\n"
	"@media screen and (max-width:25rem){.figures .value{font-size:1.0625rem;line-height:1.5}}\n";

static const char print[] =
	"@media print{html{font-size:12px}body{padding:0;max-width:none}"
	".skip,nav{display:none}"
	"h2,h3,h4,h5,h6,.timeline thead{break-after:avoid}"
	"tr,figure,.figures,.lessons>div,pre,blockquote,li{break-inside:avoid}"
	"p,li,td{orphans:3;widows:3}"
	"a[href^=http]:not(.bare)::after{content:\" (\" attr(href) \")\";font-size:.8em;color:var(--mute)}"
	".chart,.badge,.pill,.p1,.p2,.p3,.p4,.kind{-webkit-print-color-adjust:exact;"
	"print-color-adjust:exact}}\n";

void html_write_style(struct str *out)
{
	static const char *const parts[] = {
		colours, base, head, chart, sections, tables, media, print};

	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
		str_append_text(out, parts[i]);
}

void html_write_page_style(struct slice title, const char *paper, struct str *out)
{
	str_append_text(out, "@page{");
	if (paper)
		str_appendf(out, "size:%s;", paper);
	str_append_text(out, "margin:18mm;@bottom-left{content:");
	html_css_string(title, out);
	str_append_text(out,
		";width:88%;font:8pt system-ui,sans-serif;color:#555}"
		"@bottom-right{width:12%;white-space:nowrap;content:counter(page) \" / \" counter(pages);"
		"font:8pt system-ui,sans-serif;color:#555}}\n");
}
