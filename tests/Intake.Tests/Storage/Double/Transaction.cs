using System.Text;

namespace Intake.Tests.Storage;

/// <summary>An entity group transaction: all of it or nothing, in one partition, at most 100 operations and 4 MiB, each row once.</summary>
internal sealed class Transaction(TableService service)
{
    private const int MaxOperations = 100;
    private const int MaxBytes = 4 * 1024 * 1024;

    public Answer Run(WireRequest request)
    {
        if (request.Body.Length > MaxBytes)
        {
            throw new Refusal(413, "RequestBodyTooLarge", "The request body is too large and exceeds the maximum permissible limit.");
        }

        var requests = BatchParser.Parse(request);
        if (requests.Count > MaxOperations) return Failed(MaxOperations - 1, new Refusal(400, "InvalidInput", "One of the request inputs is not valid."));
        return Commit([.. requests.Select(service.ReadChange)]);
    }

    private Answer Commit(List<TableChange> changes)
    {
        if (changes.Count == 0) throw new Refusal(400, "InvalidInput", "One of the request inputs is not valid.");
        var table = service.Find(changes[0].Table);
        var before = table.Rows;
        HashSet<RowId> seen = [];
        List<Answer> answers = [];
        foreach (var change in changes)
        {
            try
            {
                Check(change, changes[0], seen);
                answers.Add(change.Run());
            }
            catch (Refusal refusal)
            {
                table.Rows = before;
                return Failed(answers.Count, refusal);
            }
        }

        return Write(answers);
    }

    private static void Check(TableChange change, TableChange first, HashSet<RowId> seen)
    {
        if (change.Id.PartitionKey != first.Id.PartitionKey)
        {
            throw new Refusal(400, "CommandsInBatchActOnDifferentPartitions", "All commands in a batch must operate on same entity group.");
        }

        if (!seen.Add(change.Id))
        {
            throw new Refusal(400, "InvalidDuplicateRow", "A command with the same RowKey is already present in the batch. An entity can appear only once in a batch.");
        }
    }

    // The only trace of which operation failed is the number before the message.
    private Answer Failed(int index, Refusal refusal) => Write([service.Refuse(new Refusal(refusal.Status, refusal.Code, $"{index}:{refusal.Message}"))]);

    private static Answer Write(IEnumerable<Answer> answers)
    {
        var text = new StringBuilder("--batchresponse\r\nContent-Type: multipart/mixed; boundary=changesetresponse\r\n\r\n");
        foreach (var answer in answers)
        {
            text.Append("--changesetresponse\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n");
            text.Append($"HTTP/1.1 {answer.Status} {answer.ReasonPhrase}\r\n");
            foreach (var header in answer.Headers) text.Append($"{header.Name}: {header.Value}\r\n");
            text.Append("\r\n").Append(Encoding.UTF8.GetString(answer.Body.Span)).Append("\r\n");
        }

        text.Append("--changesetresponse--\r\n--batchresponse--\r\n");
        return Answer.Text(202, "multipart/mixed; boundary=batchresponse", text.ToString());
    }
}
