using System.Text;
using System.Text.Json.Nodes;
using Intake.Playbooks;

namespace Intake.Tests.Playbooks;

/// <summary>The sample playbook with changes.</summary>
internal static class EditedPlaybook
{
    /// <summary>Its files after a change of one.</summary>
    public static Dictionary<string, ReadOnlyMemory<byte>> Files(string file, Action<JsonNode> edit, IReadOnlyDictionary<string, ReadOnlyMemory<byte>>? of = null)
    {
        var files = (of ?? PlaybookFolder.Files(SamplePlaybook.Directory)).ToDictionary();
        var root = JsonNode.Parse(files[file].Span)!;
        edit(root);
        files[file] = Encoding.UTF8.GetBytes(root.ToJsonString());
        return files;
    }

    /// <summary>The playbook after a change of one file, which must be valid.</summary>
    public static Playbook With(string file, Action<JsonNode> edit) => Read(Files(file, edit));

    /// <summary>The playbook of files that must be valid.</summary>
    public static Playbook Read(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files)
    {
        var problems = new Problems();
        var playbook = PlaybookReader.Read(files, problems);
        Assert.Empty(problems.Found);
        return playbook!;
    }

    /// <summary>What is wrong after a change of one file.</summary>
    public static IReadOnlyList<string> Problems(string file, Action<JsonNode> edit)
    {
        var problems = new Problems();
        Assert.Null(PlaybookReader.Read(Files(file, edit), problems));
        return [.. problems.Found.Select(problem => problem.ToString())];
    }

    /// <summary>Position of the rule with an id in <c>scoring.json</c>.</summary>
    public static int IndexOf(JsonNode scoring, string rule) => scoring["rules"]!.AsArray().Select(each => (string)each!["id"]!).ToList().IndexOf(rule);

    /// <summary>Puts a copy of a rule before it, with another id and what else is given.</summary>
    public static void Before(JsonNode scoring, string rule, string id, string members)
    {
        var copy = scoring["rules"]![IndexOf(scoring, rule)]!.DeepClone().AsObject();
        copy["id"] = id;
        foreach (var (name, value) in JsonNode.Parse(members)!.AsObject()) copy[name] = value!.DeepClone();
        scoring["rules"]!.AsArray().Insert(IndexOf(scoring, rule), copy);
    }
}
