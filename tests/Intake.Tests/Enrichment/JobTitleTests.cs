using CsCheck;
using Intake.Enrichment;

namespace Intake.Tests.Enrichment;

public class JobTitleTests
{
    [Theory]
    [InlineData("facility manager", "manager", "facility")]
    [InlineData("Facility Manager", "manager", "facility")]
    [InlineData("Facilitair manager", "manager", "facility")]
    [InlineData("Hoofd facilitaire dienst", "head", "facility")]
    [InlineData("Gebouwbeheerder", "specialist", "facility")]
    [InlineData("Real Estate Director", "director", "facility")]
    [InlineData("operations manager", "manager", "operations")]
    [InlineData("Operationeel manager", "manager", "operations")]
    [InlineData("COO", "c-level", "operations")]
    [InlineData("Plant Manager", "manager", "operations")]
    [InlineData("Productieleider", "manager", "operations")]
    [InlineData("Bedrijfsleider", "manager", "operations")]
    [InlineData("Logistiek medewerker", "specialist", "operations")]
    [InlineData("Supply Chain Director", "director", "operations")]
    [InlineData("Magazijnmedewerker", "specialist", "operations")]
    [InlineData("purchasing director", "director", "procurement")]
    [InlineData("Hoofd Inkoop", "head", "procurement")]
    [InlineData("Inkoopmanager", "manager", "procurement")]
    [InlineData("Inkoper", "specialist", "procurement")]
    [InlineData("Strategic buyer", "specialist", "procurement")]
    [InlineData("owner", "owner", "general-management")]
    [InlineData("Eigenaar", "owner", "general-management")]
    [InlineData("Directeur-eigenaar", "owner", "general-management")]
    [InlineData("Co-founder & CEO", "owner", "general-management")]
    [InlineData("DGA", "owner", "general-management")]
    [InlineData("ZZP'er", "owner", "general-management")]
    [InlineData("CEO", "c-level", "general-management")]
    [InlineData("Managing Director", "c-level", "general-management")]
    [InlineData("Algemeen directeur", "c-level", "general-management")]
    [InlineData("General manager", "manager", "general-management")]
    [InlineData("Directeur", "director", "general-management")]
    [InlineData("CFO", "c-level", "finance")]
    [InlineData("C.F.O.", "c-level", "finance")]
    [InlineData("Chief Financial Officer", "c-level", "finance")]
    [InlineData("Financieel directeur", "director", "finance")]
    [InlineData("controller", "specialist", "finance")]
    [InlineData("Financial controller", "specialist", "finance")]
    [InlineData("Assistant controller", "specialist", "finance")]
    [InlineData("Boekhouder", "specialist", "finance")]
    [InlineData("Intern accountant", "specialist", "finance")]
    [InlineData("clerk", "specialist", "other")]
    [InlineData("consultant", "specialist", "other")]
    [InlineData("Energy consultant", "specialist", "energy")]
    [InlineData("Energiemanager", "manager", "energy")]
    [InlineData("Sustainability lead", "head", "energy")]
    [InlineData("Adviseur duurzaamheid", "specialist", "energy")]
    [InlineData("Head of IT & Operations", "head", "it")]
    [InlineData("ICT-manager", "manager", "it")]
    [InlineData("Software engineer", "specialist", "it")]
    [InlineData("Systeembeheerder", "specialist", "it")]
    [InlineData("CTO", "c-level", "it")]
    [InlineData("HR Business Partner", "specialist", "hr")]
    [InlineData("Hoofd P&O", "head", "hr")]
    [InlineData("Recruiter", "specialist", "hr")]
    [InlineData("Fleet manager", "manager", "fleet")]
    [InlineData("Wagenparkbeheerder", "specialist", "fleet")]
    [InlineData("Mobiliteitsmanager", "manager", "fleet")]
    [InlineData("Mechanical engineer", "specialist", "engineering")]
    [InlineData("Technisch directeur", "director", "engineering")]
    [InlineData("Hoofd technische dienst", "head", "engineering")]
    [InlineData("Onderhoudsmonteur", "specialist", "engineering")]
    [InlineData("Account manager", "specialist", "sales")]
    [InlineData("VP Sales", "vp", "sales")]
    [InlineData("Vice President Sales", "vp", "sales")]
    [InlineData("Commercieel directeur", "director", "sales")]
    [InlineData("Marketing manager", "manager", "marketing")]
    [InlineData("Product owner", "specialist", "marketing")]
    [InlineData("Bedrijfsjurist", "specialist", "legal")]
    [InlineData("Legal counsel", "specialist", "legal")]
    [InlineData("Student", "student", null)]
    [InlineData("Student bedrijfskunde", "student", null)]
    [InlineData("Stagiair facility management", "intern", "facility")]
    [InlineData("Marketing intern", "intern", "marketing")]
    [InlineData("Directiesecretaresse", "specialist", "other")]
    [InlineData("Executive assistant to the CEO", "specialist", "general-management")]
    [InlineData("Manager", "manager", null)]
    [InlineData("Projectleider", "manager", "other")]
    [InlineData("Docent", "specialist", "other")]
    [InlineData("Burgemeester", "c-level", "general-management")]
    [InlineData("Vrachtwagenchauffeur", "specialist", "other")]
    [InlineData("wizard", null, null)]
    [InlineData("", null, null)]
    [InlineData(null, null, null)]
    [InlineData("🦄", null, null)]
    public void A_title_is_read(string? title, string? seniority, string? function) => Assert.Equal(new JobTitle(seniority, function), JobTitle.Read(title));

    [Fact]
    public void A_title_is_read_whatever_it_is() => Gen.String.Sample(title => JobTitle.Read(title) is not null);

    [Theory]
    [InlineData("job-titles.txt")]
    [InlineData("industries.txt")]
    public void The_words_of_a_table_are_folded_and_known_once(string file)
    {
        foreach (var section in DataList.Lines(file).Where(line => line.Contains(": ") && !line.StartsWith('#')).GroupBy(line => line.Split(' ')[0]))
        {
            var phrases = section.SelectMany(line => line.Split(": ", 2)[1].Split(", ")).ToList();
            Assert.DoesNotContain(phrases, phrase => Folding.Fold(phrase.Replace("*", "")) != phrase.Replace("*", ""));
            Assert.DoesNotContain(phrases.CountBy(phrase => phrase), count => count.Value > 1);
            Assert.DoesNotContain(phrases, phrase => phrase.Split(' ').Any(word => word.TrimStart('*').TrimEnd('*').Contains('*')));
        }
    }
}
