namespace Intake.Playbooks;

/// <summary>The files of a playbook in a directory.</summary>
public static class PlaybookFolder
{
    /// <summary>Every <c>*.json</c> of the directory itself, by name.</summary>
    public static IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Files(string directory) =>
        Directory.EnumerateFiles(directory, "*.json").ToDictionary(
            path => Path.GetFileName(path), path => (ReadOnlyMemory<byte>)File.ReadAllBytes(path), StringComparer.Ordinal);

    /// <summary>The same, with what the directory lacks from the one <paramref name="below"/> it: a variant holds only the files that differ.</summary>
    public static IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Files(string directory, string below)
    {
        var files = Files(below).ToDictionary(StringComparer.Ordinal);
        foreach (var (name, bytes) in Files(directory)) files[name] = bytes;
        return files;
    }

    /// <summary>The playbook in a directory, or an exception that tells everything that is wrong with it.</summary>
    public static Playbook Load(string directory) => Load(directory, [directory], () => Files(directory));

    /// <summary>The same for a variant: files that the directory lacks come from the one <paramref name="below"/> it.</summary>
    public static Playbook Load(string directory, string below) => Load(directory, [directory, below], () => Files(directory, below));

    private static Playbook Load(string directory, string[] all, Func<IReadOnlyDictionary<string, ReadOnlyMemory<byte>>> files)
    {
        var problems = new Problems();
        foreach (var missing in all.Where(folder => !Directory.Exists(folder))) problems.Add(missing, "$", "there is no such folder");
        return (problems.Found.Count == 0 ? PlaybookReader.Read(files(), problems) : null) ?? throw new InvalidPlaybookException(directory, problems.Found);
    }
}

/// <summary>The playbook is not valid: the start must stop.</summary>
public sealed class InvalidPlaybookException(string where, IReadOnlyList<Problem> found)
    : Exception($"The playbook in {where} is not valid:{string.Concat(found.Select(problem => $"{Environment.NewLine}  {problem}"))}")
{
    /// <summary>Everything that is wrong.</summary>
    public IReadOnlyList<Problem> Found { get; } = found;

    /// <summary>The message alone: it speaks to who wrote the playbook, whom a stack trace keeps from reading it.</summary>
    public override string ToString() => Message;
}
