using System.Text.Json.Nodes;

namespace Intake.Teams;

/// <summary>Changes the JSON of a team by a command. Of an account manager or company it changes the members that are given, so that two who change
/// different things of the same one at once lose nothing; what a later command has set stays.</summary>
internal static class TeamEdit
{
    private const string Id = "id", Email = "email", Unreachable = "unreachableSince";

    /// <summary>The team after it.</summary>
    public static JsonObject Apply(JsonObject team, ChangeTeamCommand command, TeamMarks marks) => command.Part == TeamParts.Whole
        ? Whole(team, AsObject(command), marks)
        : Members(team, command.Part, command.Subject!, AsObject(command), marks);

    private static JsonObject AsObject(ChangeTeamCommand command) => JsonObject.Create(command.Value.Clone()) ?? [];

    private static JsonObject Members(JsonObject team, string list, string id, JsonObject value, TeamMarks marks)
    {
        var item = Items(team, list).FirstOrDefault(each => IdOf(each) == id);
        var there = item is not null;
        item ??= new JsonObject { [Id] = id };
        foreach (var (member, given) in value.Where(pair => pair.Key != Id))
        {
            var path = TeamMarks.PathOf(list, id, member);
            // What is told of an address does not hold of a newer one.
            if (marks.IsOvertaken(path) || (member == Unreachable && marks.IsOvertaken(TeamMarks.PathOf(list, id, Email)))) continue;
            marks.Set(path);
            if (member == Email && !JsonNode.DeepEquals(item[Email], given)) item.Remove(Unreachable);
            Put(item, member, given);
        }
        if (!there && marks.Any) ListOf(team, list).Add(item);
        return team;
    }

    // What was changed after the whole was sent stays as it was changed.
    private static JsonObject Whole(JsonObject team, JsonObject value, TeamMarks marks)
    {
        if (marks.IsOvertaken(TeamParts.Whole)) return team;
        marks.Set(TeamParts.Whole);
        foreach (var (list, id, member) in marks.Later())
            if (Items(team, list).FirstOrDefault(each => IdOf(each) == id) is { } item) Keep(value, list, item, member);
        return value;
    }

    private static void Keep(JsonObject value, string list, JsonObject item, string member)
    {
        if (Items(value, list).FirstOrDefault(each => IdOf(each) == IdOf(item)) is { } given) Put(given, member, item[member]);
        else ListOf(value, list).Add(item.DeepClone());
    }

    private static void Put(JsonObject item, string member, JsonNode? given)
    {
        if (given is null) item.Remove(member);
        else item[member] = given.DeepClone();
    }

    private static IEnumerable<JsonObject> Items(JsonObject team, string list) => (team[list] as JsonArray)?.OfType<JsonObject>() ?? [];

    private static JsonArray ListOf(JsonObject team, string list)
    {
        if (team[list] is JsonArray there) return there;
        var made = new JsonArray();
        team[list] = made;
        return made;
    }

    private static string? IdOf(JsonObject item) => item[Id] is JsonValue value && value.TryGetValue<string>(out var id) ? id : null;
}
