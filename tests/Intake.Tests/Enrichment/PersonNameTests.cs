using System.Globalization;
using CsCheck;
using Intake.Enrichment;

namespace Intake.Tests.Enrichment;

public class PersonNameTests
{
    [Theory]
    [InlineData("van der berg", "van der Berg")]
    [InlineData("VAN DER BERG", "van der Berg")]
    [InlineData("van der Berg", "van der Berg")]
    [InlineData("Van der Berg", "Van der Berg")]
    [InlineData("o'neill", "O'Neill")]
    [InlineData("O’NEILL", "O’Neill")]
    [InlineData("d'hondt", "D'Hondt")]
    [InlineData("MÜLLER", "Müller")]
    [InlineData("MU\u0308LLER", "Müller")]
    [InlineData("mcdonald", "McDonald")]
    [InlineData("MCDONALD", "McDonald")]
    [InlineData("macdonald", "Macdonald")]
    [InlineData("MacDonald", "MacDonald")]
    [InlineData("DE VRIES", "de Vries")]
    [InlineData("ten have", "ten Have")]
    [InlineData("el idrissi", "el Idrissi")]
    [InlineData("'t hart", "'t Hart")]
    [InlineData("in 't veld", "in 't Veld")]
    [InlineData("jansen-de vries", "Jansen-de Vries")]
    [InlineData("VAN DER BERG-DE VRIES", "van der Berg-de Vries")]
    [InlineData("le pen", "Le Pen")]
    [InlineData("de la cruz", "de la Cruz")]
    [InlineData("ijzerman", "IJzerman")]
    [InlineData("ijeoma", "Ijeoma")]
    [InlineData("van", "Van")]
    [InlineData("  de \t vries ", "de Vries")]
    [InlineData("de\r\nvries", "de Vries")]
    [InlineData("de\u200Bvries", "Devries")]
    [InlineData("王", "王")]
    public void A_family_name_is_cased(string typed, string expected) => Assert.Equal(expected, PersonName.Of(null, typed, null).Last);

    [Theory]
    [InlineData("jean-pierre", "Jean-Pierre")]
    [InlineData("INGRID", "Ingrid")]
    [InlineData("anna maria", "Anna Maria")]
    [InlineData("j.p.", "J.P.")]
    [InlineData("J.P.", "J.P.")]
    [InlineData("JP", "JP")]
    [InlineData("AB", "Ab")]
    [InlineData("LeAnn", "LeAnn")]
    [InlineData("ISABELLE", "Isabelle")]
    public void A_given_name_is_cased(string typed, string expected) => Assert.Equal(expected, PersonName.Of(typed, null, null).First);

    [Theory]
    [InlineData("Ingrid Hoekstra", "Ingrid", "Hoekstra")]
    [InlineData("ingrid hoekstra", "Ingrid", "Hoekstra")]
    [InlineData("mohamed el idrissi", "Mohamed", "el Idrissi")]
    [InlineData("JAN VAN DEN BERG", "Jan", "van den Berg")]
    [InlineData("jan DE VRIES", "Jan", "de Vries")]
    [InlineData("Anna Maria Jansen", "Anna Maria", "Jansen")]
    [InlineData("J. P. Balkenende", "J. P.", "Balkenende")]
    [InlineData("Maria da Silva Santos", "Maria", "da Silva Santos")]
    [InlineData("Berg, Jan van der", "Jan", "van der Berg")]
    [InlineData("Hoekstra, Ingrid", "Ingrid", "Hoekstra")]
    [InlineData("dhr. J. de Wit", "J.", "de Wit")]
    [InlineData("De heer Bram Yilmaz", "Bram", "Yilmaz")]
    [InlineData("Prof. dr. ir. Anna Smit", "Anna", "Smit")]
    [InlineData("van der Berg", null, "van der Berg")]
    [InlineData("Kees", "Kees", null)]
    [InlineData("Al Gore", "Al", "Gore")]
    [InlineData("Yara", "Yara", null)]
    public void A_whole_name_is_split(string whole, string? first, string? last) => Assert.Equal(new PersonName(first, last), PersonName.Of(null, null, whole));

    [Theory]
    [InlineData("Ingrid", null, "Ingrid van Hoek", "Ingrid", "van Hoek")]
    [InlineData(null, "van Hoek", "Ingrid van Hoek", "Ingrid", "van Hoek")]
    [InlineData("Ingrid", "Hoek", "Piet Jansen", "Ingrid", "Hoek")]
    [InlineData("Ingrid", null, "Piet Jansen", "Ingrid", null)]
    public void The_whole_name_fills_in_what_is_missing(string? first, string? last, string whole, string? expectedFirst, string? expectedLast) =>
        Assert.Equal(new PersonName(expectedFirst, expectedLast), PersonName.Of(first, last, whole));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" - ")]
    [InlineData("123")]
    [InlineData(",")]
    [InlineData("\u202E\u200B")]
    public void Without_a_letter_there_is_no_name(string? typed) => Assert.Equal(new PersonName(null, null), PersonName.Of(typed, typed, typed));

    [Fact]
    public void Any_text_is_read_and_reading_it_again_changes_nothing() =>
        Gen.Select(Gen.String, Gen.String[Gen.Char["abDE' -.,ijIJmcMCüß’"], 0, 14]).Sample((any, likely) => Stable(any) && Stable(likely), iter: 2_000);

    [Fact]
    public void The_culture_of_the_machine_does_not_matter()
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("tr-TR");
        try
        {
            Assert.Equal(new PersonName("Ingrid", "Visser"), PersonName.Of("INGRID", "visser", null));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static bool Stable(string typed)
    {
        var once = PersonName.Of(typed, typed, typed);
        return PersonName.Of(once.First, once.Last, null) == once;
    }
}
