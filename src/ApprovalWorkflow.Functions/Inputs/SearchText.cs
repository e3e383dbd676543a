using System.Globalization;
using System.Text;

namespace ApprovalWorkflow.Functions.Inputs;

/// <summary>
/// Text as people compare it: without case, accents, and the differences between composed and decomposed characters.
/// The functions carry no Unicode data of their own (<c>InvariantGlobalization</c>), so the letters are here.
/// </summary>
public static class SearchText
{
    private const int FirstSyllable = 0xAC00;
    private const int LastSyllable = 0xD7A3;

    /// <summary>
    /// A base letter, and the letters that are decomposed to it with marks. scripts/search-text.test.ts compares them
    /// with Unicode's.
    /// </summary>
    private const string Letters = """
        aàáâãäåāăąǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặ cçćĉċčḉ eèéêëēĕėęěȅȇȩḕḗḙḛḝẹẻẽếềểễệ iìíîïĩīĭįİǐȉȋḭḯỉị nñńņňǹṅṇṉṋ
        oòóôõöōŏőơǒǫǭȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợ uùúûüũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữự yýÿŷȳẏẙỳỵỷỹ dďḋḍḏḑḓ gĝğġģǧǵḡ
        hĥȟḣḥḧḩḫẖ jĵǰ kķǩḱḳḵ lĺļľḷḹḻḽ rŕŗřȑȓṙṛṝṟ sśŝşšșṡṣṥṧṩ tţťțṫṭṯṱẗ wŵẁẃẅẇẉẘ zźżžẑẓẕ æǣǽ ʒǯ øǿ ʹʹ
        αάἀἁἂἃἄἅἆἇὰάᾀᾁᾂᾃᾄᾅᾆᾇᾰᾱᾲᾳᾴᾶᾷ εέἐἑἒἓἔἕὲέ ηήἠἡἢἣἤἥἦἧὴήᾐᾑᾒᾓᾔᾕᾖᾗῂῃῄῆῇ ιίΐϊἰἱἲἳἴἵἶἷὶίιῐῑῒΐῖῗ οόὀὁὂὃὄὅὸό
        υύϋΰὐὑὒὓὔὕὖὗὺύῠῡῢΰῦῧ ωώὠὡὢὣὤὥὦὧὼώᾠᾡᾢᾣᾤᾥᾦᾧῲῳῴῶῷ ϒϓϔ еѐёӗ гѓ ії кќ иѝйӣӥ уўӯӱӳ ѵѷ жӂӝ аӑӓ әӛ зӟ оӧ өӫ
        эӭ чӵ ыӹ اآأإ وؤ يئ ەۀ ہۂ ےۓ नऩ रऱ ळऴ कक़ खख़ गग़ जज़ डड़ ढढ़ फफ़ यय़ ডড় ঢঢ় যয় ਲਲ਼ ਸਸ਼ ਖਖ਼ ਗਗ਼ ਜਜ਼ ਫਫ਼ ଡଡ଼ ଢଢ଼ གགྷ ཌཌྷ
        དདྷ བབྷ ཛཛྷ ཀཀྵ ဥဦ bḃḅḇ fḟ mḿṁṃ pṕṗ vṽṿ xẋẍ ſẛ ρῤῥ かが きぎ くぐ けげ こご さざ しじ すず せぜ そぞ ただ ちぢ つづ てで とど はばぱ ひびぴ
        ふぶぷ へべぺ ほぼぽ うゔ ゝゞ カガ キギ クグ ケゲ コゴ サザ シジ スズ セゼ ソゾ タダ チヂ ツヅ テデ トド ハバパ ヒビピ フブプ ヘベペ ホボポ ウヴ ワヷ ヰヸ ヱヹ ヲヺ ヽヾ
        """;

    /// <summary>Letters that are not decomposed, and how people write them otherwise.</summary>
    private static readonly Dictionary<char, string> _spellings = "ßss ẞss æae œoe øo łl đd ðd þth ıi ςσ"
        .Split(' ').ToDictionary(each => each[0], each => each[1..]);

    private static readonly Dictionary<char, char> _bases = Letters
        .Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(letters => letters[1..].Select(letter => (letter, letters[0])))
        .ToDictionary();

    public static string Of(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var each in text) Fold(each, folded);
        return folded.ToString();
    }

    private static void Fold(char given, StringBuilder folded)
    {
        if (CharUnicodeInfo.GetUnicodeCategory(given) is UnicodeCategory.NonSpacingMark) return;
        // Wide forms of ASCII, which Japanese keyboards type.
        var letter = char.ToLowerInvariant(given is >= '！' and <= '～' ? (char)(given - '！' + '!') : given);
        letter = _bases.GetValueOrDefault(letter, letter);
        if (_spellings.TryGetValue(letter, out var spelling)) folded.Append(spelling);
        else if (letter is >= (char)FirstSyllable and <= (char)LastSyllable) Decompose(letter - FirstSyllable, folded);
        else folded.Append(char.IsWhiteSpace(letter) ? ' ' : letter);
    }

    /// <summary>
    /// A Korean syllable as its sounds (https://www.unicode.org/versions/latest/core-spec/chapter-3/#G24646).
    /// </summary>
    private static void Decompose(int syllable, StringBuilder folded)
    {
        const int vowels = 21, ends = 28;
        folded.Append((char)(0x1100 + (syllable / (vowels * ends))))
            .Append((char)(0x1161 + (syllable / ends % vowels)));
        if (syllable % ends > 0) folded.Append((char)(0x11A7 + (syllable % ends)));
    }
}
