using System.Text.RegularExpressions;
using Intake.Captchas;
using Intake.Enrichment.Providers;
using Intake.Http;
using Intake.Limits;
using Intake.Mail;
using Intake.Outgoing;
using Intake.Storage;
using Intake.Submissions;
using Intake.Submissions.Sources;
using Intake.Sweeps;

namespace Intake.Functions.Tests.Docs;

/// <summary>The README's table of settings names what the code reads, and nothing else.</summary>
public sealed partial class SettingsTableTests
{
    [Fact]
    public void The_table_names_every_setting_and_no_other() =>
        Assert.Equal(ReadByTheCode().Distinct().Order(), NamedByTheTable().Distinct().Order());

    private static IEnumerable<string> NamedByTheTable() =>
        Pages.Table(Pages.Section(Pages.Readme, "## Settings")).SelectMany(row => Pages.Code(row[0])).Where(name => !name.StartsWith("__", StringComparison.Ordinal))
            .Select(name => name.EndsWith("__0", StringComparison.Ordinal) ? name[..^3] : name);

    private static IEnumerable<string> ReadByTheCode() =>
    [
        .. Of<IdentityOptions>("Identity"), .. Of<LinkOptions>("Links"), .. Of<PublicOptions>(PublicOptions.Section), .. Of<SendGridOptions>(SendGridOptions.Section),
        .. Of<EnrichmentOptions>(EnrichmentOptions.Section).Where(name => name != "Enrichment__Providers"), .. Of<ProviderOptions>("Enrichment__Providers__0"),
        .. Of<LimitOptions>(LimitOptions.Section), .. Of<CaptchaOptions>(CaptchaOptions.Section), .. Of<TesterOptions>(TesterOptions.Section), .. Of<SweepOptions>("Sweeps"), .. Of<EndpointSettings>("Endpoints__crm"), ProxyOptions.Section,
        .. Providers.All.Keys.Select(provider => $"Webhooks__{string.Concat(provider.Split('-').Select(part => char.ToUpperInvariant(part[0]) + part[1..]))}__Secrets"),
        .. Sources().SelectMany(file => NameInCode().Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value.Replace(":", "__", StringComparison.Ordinal)),
        "AzureWebJobsStorage",
    ];

    private static IEnumerable<string> Of<T>(string section) =>
        typeof(T).GetProperties().Where(property => property.CanWrite).Select(property => $"{section}__{property.Name}");

    private static IEnumerable<string> Sources() => Directory.EnumerateFiles(Path.Combine(Repository.Root, "functions"), "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    // One word by itself without a section is one of a platform's: in capitals.
    [GeneratedRegex("""(?:GetValue\(|[cC]onfiguration\[|settings\[|ConnectionString = )"([A-Z][A-Z_]+|[A-Za-z]+:[A-Za-z:]+)"|(?:GetSection\()"(\w+:\w+)"\)""")]
    private static partial Regex NameInCode();
}
