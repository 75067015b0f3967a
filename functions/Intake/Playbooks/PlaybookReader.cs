using System.Collections.Frozen;
using System.Collections.Immutable;
using Intake.Playbooks.Reading;

namespace Intake.Playbooks;

/// <summary>Reads the files of a playbook: a whole, consistent playbook, or everything that is wrong with it.</summary>
public static class PlaybookReader
{
    /// <summary>Names of the files that have a meaning.</summary>
    internal static IReadOnlyList<string> FileNames { get; } =
    [
        PropositionsFile.Name, ContentFile.Name, ScoringFile.Name, StagesFile.Name, AgreementFile.Name,
        RoutingFile.Name, ContactRulesFile.Name, WordingFile.Name, SourcesFile.Name, CampaignsFile.Name,
        EndpointsFile.Name,
    ];

    /// <summary>Reads a playbook from its files by name. Null when anything is wrong;
    /// <paramref name="problems"/> then tells all of it.</summary>
    public static Playbook? Read(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files, Problems problems)
    {
        var before = problems.Found.Count;
        // Any other counts for the version, so it must be JSON too.
        foreach (var file in files.Keys.Except(FileNames, StringComparer.Ordinal)) Node.Root(files, file, problems);
        var propositions = Node.Root(files, PropositionsFile.Name, problems) is { } a ? PropositionsFile.Read(a) : ([], [], "");
        var content = Node.Root(files, ContentFile.Name, problems) is { } b ? ContentFile.Read(b) : ([], []);
        var scoring = Node.Root(files, ScoringFile.Name, problems) is { } c ? ScoringFile.Read(c) : null;
        var stages = Node.Root(files, StagesFile.Name, problems) is { } d ? StagesFile.Read(d) : null;
        var agreement = Node.Root(files, AgreementFile.Name, problems) is { } e ? AgreementFile.Read(e) : null;
        var routing = Node.Root(files, RoutingFile.Name, problems) is { } f ? RoutingFile.Read(f) : null;
        var contacts = Node.Root(files, ContactRulesFile.Name, problems) is { } g ? ContactRulesFile.Read(g) : null;
        var wording = Node.Root(files, WordingFile.Name, problems) is { } h ? WordingFile.Read(h) : null;
        var sources = SourcesFile.Read(files, problems);
        var campaigns = files.ContainsKey(CampaignsFile.Name) && Node.Root(files, CampaignsFile.Name, problems) is { } i ? CampaignsFile.Read(i) : CampaignBook.None;
        var endpoints = files.ContainsKey(EndpointsFile.Name) && Node.Root(files, EndpointsFile.Name, problems) is { } j
            ? EndpointsFile.Read(j, [.. stages?.Stages.Select(stage => stage.Id) ?? []]) : EndpointBook.None;
        if (scoring is null || stages is null) return null;

        // Whatever is wrong elsewhere: who mends a playbook wants to hear everything at once.
        var parts = new Parts(propositions.Propositions, content.Content, content.Forms, scoring, stages, endpoints);
        Checks.All(parts, problems);
        SourceChecks.All(sources, parts, problems);
        if (agreement is null || routing is null || contacts is null || wording is null || problems.Found.Count > before) return null;

        return new Playbook
        {
            Version = PlaybookVersion.Of(files),
            Propositions = parts.Propositions.ToFrozenDictionary(item => item.Id, StringComparer.Ordinal),
            Content = parts.Content.ToFrozenDictionary(item => item.Id, StringComparer.Ordinal),
            Forms = parts.Forms.ToFrozenDictionary(item => item.Id, StringComparer.Ordinal),
            Scoring = scoring,
            Stages = stages,
            Routing = routing,
            Contacts = contacts,
            Wording = wording,
            Sources = sources,
            Campaigns = campaigns,
            Endpoints = endpoints,
            Agreement = agreement,
            OwnDomains = propositions.OwnDomains,
            HomeCountry = propositions.HomeCountry,
        };
    }
}

/// <summary>What was read, before it is known to be consistent.</summary>
internal sealed record Parts(
    ImmutableArray<Proposition> Propositions, ImmutableArray<ContentItem> Content, ImmutableArray<Form> Forms, ScoringRules Scoring,
    StageBook Stages, EndpointBook Endpoints);
