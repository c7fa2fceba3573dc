"""Classes of English words, as far as naming a chapter needs them.

Closed classes are listed; of the open ones only the words that people say about anything,
and which therefore tell a reader nothing. All else counts as a word that names something.
"""

from __future__ import annotations


def listed(words: str) -> frozenset[str]:
    """The words of a line."""
    return frozenset(words.split())


def listed_phrases(line: str) -> frozenset[str]:
    """The phrases of a line, between commas."""
    return frozenset(phrase.strip() for phrase in line.split(","))


SUBJECTS = listed("i you we they he she it people somebody someone everyone anyone one")
"""What can stand between a helping verb and its verb."""

PRONOUNS = SUBJECTS - {"people"} | listed(
    "me us them him her this that these those there here everybody anybody nobody everything "
    "anything something nothing myself yourself themselves itself ourselves mine yours theirs "
    "i'm i've i'd i'll you're you've you'd you'll we're we've we'd we'll they're they've they'd "
    "they'll he's she's it's it'll it'd he'd she'd he'll she'll that's that'll there's here's "
    "let's who's im ive youre thats theres dont"
)
CLAUSE_SUBJECTS = listed(
    "i we they he she i'm i've i'd i'll you're you've you'd you'll we're we've we'd we'll "
    "they're they've they'd they'll he's she's it's it'll that's there's let's"
)
"""Words with which only a clause begins."""

HELPERS = listed(
    "is are was were am be been being do does did has have had will would shall should can "
    "could may might must isn't aren't wasn't weren't don't doesn't didn't hasn't haven't "
    "hadn't won't wouldn't shouldn't can't cannot couldn't ain't gonna wanna gotta ought"
)
FINITE = HELPERS - listed("be been being have had do")
"""Helping verbs that open a clause of their own when another verb stood before."""

POSSESSIVES = listed("my your our their his her its whose")
DETERMINERS = POSSESSIVES | listed(
    "the a an this that these those some any each every no another all both either neither such "
    "many much few several most more enough other"
)
PREPOSITIONS = listed(
    "of in on at by for with from to into onto about over under between within without through "
    "during before after against towards toward across behind beyond among around upon per via "
    "than as like versus vs off out up down away back along apart outside inside despite "
    "besides near"
)
QUESTION_WORDS = listed("what how why when where which who whom what's how's where's who's why's")
CONJUNCTIONS = listed(
    "and or but so because if then though although while unless until since whether that which "
    "who whose where when cause cuz plus nor yet except"
)
ANSWERS = listed(
    "yeah yes yep yup no nope sure okay ok right well oh ah wow absolutely exactly definitely "
    "great thanks thank sorry correct indeed alright hmm mhm hey hi hello bye please cool "
    "awesome perfect nice"
)
FILLERS = listed(
    "um uh uhm erm umm uhh uh-huh hm mm mmm er eh ah basically actually just literally "
    "obviously really exactly honestly definitely certainly probably maybe perhaps"
)
"""Said without meaning anything; a title leaves them out."""

ADVERBS = listed(
    "also too very quite rather really just only even still already always never often "
    "sometimes usually maybe perhaps again ever now then here there today tomorrow yesterday "
    "soon later once twice almost else instead together anyway however actually basically "
    "probably exactly especially pretty not far ago yet though away ahead altogether nowadays "
    "therefore thus hence regardless nonetheless nevertheless moreover furthermore indeed aside "
    "throughout whereas forever forward backwards anyways somewhere everywhere anywhere somehow "
    "otherwise meanwhile etc long well much enough currently recently finally mostly generally "
    "typically eventually super afterwards tonight oftentimes bit lot little first second third "
    "next last lots kinda sorta overall anymore"
)
NOT_ADVERBS = listed(
    "family assembly supply reply apply early daily weekly monthly yearly monopoly anomaly ally "
    "italy july rally belly jelly bully fly butterfly friendly ugly elderly poly scholarly "
    "multiply comply rely imply homily lily melancholy quarterly holy"
)
"""Words in -ly that are none."""

_VERBS = """
accept achieve add adopt agree allow appear apply approach arrive ask assume attend avoid base
become begin believe belong bother bring buy call care carry catch cause change check choose
clear close come compare complete concern connect consider contain continue convince cover
create cut deal decide define depend describe determine develop die differ discuss dive do draw
drop earn end enjoy ensure enter exist expect explain face fail fall feel figure fill find
finish fit fix focus follow force forget gain get give go grow guess handle happen hate have
head hear help hit hold hope identify imagine imply improve include increase indicate intend
introduce involve jump keep kick know last lead learn leave let like listen live look lose love
maintain make manage matter mean meet mention miss move need notice occur offer open
participate pass pay pick play point prefer prepare present prevent produce promise prove
provide pull push put raise reach read realise realize receive recommend reduce refer relate
remain remember remove replace represent require respond result return run save say see seem
select sell send separate serve set share show sit solve sound speak specify spend stand start
state stay stick stop struggle study suggest suit support suppose switch take talk teach tell
tend thank think throw touch train travel treat trigger try turn understand update use visit
wait walk want wash watch wear win wish wonder work worry wrap write yell
"""
_IRREGULAR = """
became began begun bored bought brought built came cannot caught chose chosen cut dealt did
done drawn drew driven drove fallen fell felt forgot forgotten found gave given gone got gotten
grew grown had heard held hit kept knew known learnt led left let lost made meant met paid put
ran read said sat saw seen sent shown sold spent spoke spoken stood stuck taken taught thought
threw thrown told took tried understood went won wore worn written wrote
"""


def _forms(verb: str) -> set[str]:
    """A regular verb's forms, with those nobody uses: only looked up, never shown."""
    stem = verb.removesuffix("e")
    past = verb[:-1] + "i" if verb.endswith("y") else stem
    doubled = verb + verb[-1]
    return {
        verb,
        f"{verb}s",
        f"{verb}es",
        f"{past}es",
        f"{past}ed",
        f"{stem}ed",
        f"{stem}ing",
        f"{verb}ing",
        f"{doubled}ing",
        f"{doubled}ed",
    }


LIGHT_VERBS = frozenset(form for verb in _VERBS.split() for form in _forms(verb)) | listed(
    _IRREGULAR
)
"""Verbs of every conversation. What they are done to is the topic, not they."""

NOUNS_TOO = listed(
    "training learning building hiring writing teaching testing managing switching handling "
    "developing maintaining preparing selling improving choosing growing creating approach "
    "support change changes study studies work train trains development reading traveling "
    "speaking solving measuring leading becoming transitioning tracking struggles starting "
    "sharing networking meeting meetings marketing result results state states failing applying "
    "convincing introducing defining finding avoiding understanding focus dealing lead leads "
    "moving buying spending earning studying reducing replacing selecting identifying running "
    "adopting presenting reaching visits share shares"
)
"""Forms of such verbs that name something well."""

VAGUE_NOUNS = listed(
    "thing things stuff way ways lot lots bit kind kinds sort sorts people person guy guys time "
    "times day days week weeks month months year years moment hour hours minute minutes case "
    "cases example examples part parts point points place places question questions answer "
    "answers word words thought thoughts idea fact reason reasons side sense topic topics "
    "course matter issue number amount couple bunch piece end start beginning middle top bottom "
    "level something anything everything nothing someone somebody everybody whatever whoever "
    "whichever wherever whenever hand man woman anyone others other half rest today tomorrow "
    "yesterday morning evening tonight weekend thats folks everyone fun okay episode podcast "
    "show guest guests host listeners audience chat video channel link links stage aspect "
    "aspects set area areas type types form forms next second third hundred thousand million "
    "percent zero two three four five six seven eight nine ten twenty thirty forty fifty sixty "
    "seventy eighty ninety twelve fifteen eleven thanks thank luck direction situation "
    "situations context detail details step steps line lines welcome discussion conversation "
    "conversations interview's today's everyday opposite front terms realm variety range "
    "majority percentage impression concern preparation comment comments order addition general "
    "particular touch mind somebody's experience opinion curiosity name names"
)
ENDS_A_NAME = listed(
    "people person folks course courses examples example level time day days year line lines "
    "area areas types type topics podcast show set process form forms episode reasons parts "
    "stage word words questions question answers idea ideas video videos channel link links "
    "cases case steps point points side situation situations experience name names"
)
"""Of the vague nouns, those that make a name together with the word before: "data people"."""
DAYS = listed(
    "monday tuesday wednesday thursday friday saturday sunday january february april june "
    "july august september october november december recorded recording"
)
"""When it was recorded, not what was talked about."""
VAGUE_ADJECTIVES = listed(
    "good bad better best worse worst great nice big bigger biggest small smaller large larger "
    "huge tiny long short high low old new newer different same similar other another own whole "
    "entire full complete certain particular specific various several many few more most less "
    "least much little some any real true false right wrong sure able easy easier easiest hard "
    "harder hardest difficult simple important interesting interested curious cool awesome "
    "amazing fantastic perfect excited happy glad sad sorry proud lucky funny crazy weird "
    "strange clear obvious possible impossible likely available ready useful helpful main major "
    "minor common usual typical normal regular general basic actual current recent previous "
    "following next last first final early late only just enough fine okay fair quick quickly "
    "slow fast deep deeper such single multiple extra additional key necessary involved "
    "relevant related based given expected supposed willing super pretty shiny boring favorite "
    "favourite brilliant wonderful incredible exciting valuable kind quite exact stupid dumb "
    "silly terrible horrible annoying hard-core unusual today's everyday initial familiar "
    "comfortable responsible aware famous popular further lovely"
)
"""They may stand before a noun, and name nothing alone."""

KEEPS_ADJECTIVE = listed(
    "big new best first last open hard soft low high long short deep fast common main own "
    "previous current difficult different small large favorite favourite recent early late key"
)
"""Of those, the ones that change what a noun names: "big data", "first job"."""

JOINING = listed("of for in and to with on vs versus or between from")
"""May stand inside a phrase that names a topic."""

STRANDED = listed("for on with about to from in at by into of")
"""Prepositions that end a question whose object is asked for: "What do you look for?"."""

NO_CONTENT = (
    PRONOUNS
    | HELPERS
    | DETERMINERS
    | PREPOSITIONS
    | QUESTION_WORDS
    | CONJUNCTIONS
    | ANSWERS
    | DAYS
    | FILLERS
    | ADVERBS
    | VAGUE_NOUNS
    | VAGUE_ADJECTIVES
    | (LIGHT_VERBS - NOUNS_TOO)
)
"""Words that name no topic by themselves."""

GENERAL_NOUNS = listed(
    "ability academic access accident account action activity advantage advice age agreement "
    "alphabet alternative analyst anger angle animal app applause application approach argument "
    "arm article assumption attention attitude audience author automatic avatar average "
    "bachelor background badge ball base baseline batch battle beginner behavior behaviour "
    "benefit bid biological bit blah blog boat body book boss boundary box brand brother bug "
    "builder building bunch business button byte call campaign capability capacity car cat "
    "category center central centre certainty challenge chance change chapter character "
    "chemical child choice chuckle chuckles circle citizen city claim class client clue cluster "
    "code coding colleague collection color colour column command commercial community company "
    "competition competitor component computer concept conclusion condition confidence config "
    "configuration conflict connection constant constraint consultant consumer contact content "
    "context contract contributor core corner cost country course coworker creator creature "
    "credential crisis criteria crosstalk crowd curve customer cycle damage danger data deal "
    "debate debt decision default definition degree delivery demand demo description designer "
    "developer development difference digit digital direction directory disadvantage dispute "
    "distance doctor document documentation dog domain dot draft dream driver dude duty ear "
    "edge editor effort electrical element email emergency employee enemy energy engineer "
    "engineering entry environment error event evidence exam exercise expectation experience "
    "expert explanation expression external eye failure family fan father fear feature fee "
    "feedback field fight figure file finger fix flow flower folder foot force format "
    "foundation founder framework friend fun function future gal gap generalist generation "
    "gentleman global goal grade ground group guide guy hack hand hands happiness hate head "
    "headline heart hero hint home homework house human husband hypothesis icon identity image "
    "impact import inaudible income industry inner input instance interest interface internal "
    "internet interview inventor investigator item iteration job joke joy key keyword kid "
    "knowledge label lady language laugh laughing laughs laughter law layer leader leg lesson "
    "letter library lie life limit line list listener loan local location log logo loop loss "
    "love lower machine maintainer maker manager manual mark market master match material "
    "maturity maximum measure measurement mechanical meeting member memory message method "
    "metric minimum mission mistake model module money mother motion motivation mouth move "
    "movement mystery nation native neighbor neighbour network node noise note number object "
    "offer office offline online operation operator opponent opportunity option order "
    "organisation organization outcome outer output overhead overview owner ownership package "
    "page pain paper paragraph parameter parent partner passenger passion password past path "
    "pattern payment peace performance permission personal phase phone photo physical picture "
    "pipeline place plan plane plant platform player playground point policy population "
    "position post power practice practitioner prefix present presentation pressure price "
    "principle private probability problem procedure process product production professional "
    "professor profile profit program programmer progress project proof property proposal "
    "prototype provider public publish publisher purpose quality queue race rank rate reaction "
    "reader reality record release remote report request requirement researcher resource "
    "respect response responsibility result revenue review risk road role room root round rule "
    "sale scale school science scientific scientist score screen search secret section sentence "
    "sequence series server service session setting setup shape shift shipment sign similarity "
    "sister site size skill society software solution sound source space speaker specialist "
    "specification speech speed square stack stage stakeholder state statement stock story "
    "stranger strategy stream street strength string structure student study style subject "
    "success suffix sum supplier supply support surprise symbol system table tag talent talk "
    "task teacher team tech technical technique test text theme theory threat tip token tool "
    "total tourist town track train training transition tree trick trust truth turn tutorial "
    "uncertainty unit update upgrade upper user value variable vendor version viewer virtual "
    "vision visitor voice water weakness web website weight whoa wife window winner wisdom work "
    "worker workflow world writer"
)
"""What conversations of any kind are made of: a topic only together with another word."""

SET_PHRASES = listed_phrases(
    "ballpark figure, best friend, best interest, best practice, big company, big deal, big "
    "picture, big tech company, big thing, blog post, bottom line, building block, building "
    "projects, co-founder, code base, comfort zone, command line tool, common sense, common "
    "thread, credit card, cross functional, cross platform, current company, current role, data "
    "gaps, data lead, data point, data set, different company, dot com, dot dot, elevator "
    "pitch, end user, engineer role, first book, first class, first job, first principle, first "
    "version, free tier, front page, full stop, gray area, grey area, gut feeling, happy path, "
    "hard part, hard problem, hard time, hard work, high level, high quality, high school, "
    "historical data, home page, hot take, interesting problem, key takeaway, large company, "
    "large number, large scale, large team, last resort, learning curve, long run, long term, "
    "low hanging, low level, low quality, mailing list, main thing, mental model, new company, "
    "new feature, new job, new project, new role, new technology, new tool, new version, open "
    "door, open question, own company, pain point, phone number, piece software, previous "
    "company, pros cons, rabbit hole, real world, sales pitch, short term, show note, side "
    "note, silver bullet, small company, small number, small scale, small team, social media "
    "post, soft spot, software company, source code, starting point, state art, sweet spot, "
    "tech company, text file, trade off, use case, user base, web page, web site, white paper"
)
"""Set phrases about anything, which no chapter is about."""

INITIALISMS = listed(
    "ai api ui ux ceo cto cfo coo cio eu uk usa ide saas faq diy gpu cpu tpu iot roi kpi "
    "okr aws gui oop rpa usb ios uri url cli etl elt qa pr hr vp tv dj phd"
)
"""Read letter by letter although they hold vowels (or are seldom set in capitals)."""
WRITTEN = {"phd": "PhD", "saas": "SaaS", "ios": "iOS", "iot": "IoT"}
NO_INITIALISMS = listed(
    "mr mrs ms dr vs st nd rd th hmm hm mm mmm shh pst psst tsk etc ft cm km kg"
)
