//! A mail server that behaves as told, on a real socket.

use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Manner {
    Accept,
    /// 451 to every receiver.
    Busy,
    /// 550 to receivers whose address contains this.
    Refuse(String),
    /// Never says a word.
    Silent,
    /// Takes the mail, then cuts the line without an answer.
    CutAfterData,
    /// Wants a sign-in and refuses it.
    RefuseSignIn,
    /// Offers STARTTLS, a sign-in beside it, and hangs up when the encryption begins.
    OfferTls,
}

#[derive(Clone, Debug)]
pub struct Received {
    pub to: String,
    pub raw: Vec<u8>,
}

pub struct Sink {
    pub url: String,
    manner: Arc<Mutex<Manner>>,
    received: Arc<Mutex<Vec<Received>>>,
    connections: Arc<Mutex<usize>>,
    said: Arc<Mutex<Vec<String>>>,
}

impl Sink {
    pub async fn start(manner: Manner) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("smtp://{}", listener.local_addr().unwrap());
        let sink = Self {
            url,
            manner: Arc::new(Mutex::new(manner)),
            received: Arc::default(),
            connections: Arc::default(),
            said: Arc::default(),
        };
        let (manner, received) = (sink.manner.clone(), sink.received.clone());
        let (connections, said) = (sink.connections.clone(), sink.said.clone());
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let manner = manner.lock().unwrap().clone();
                let (received, connections) = (received.clone(), connections.clone());
                let said = said.clone();
                tokio::spawn(async move {
                    *connections.lock().unwrap() += 1;
                    // The other side may go away at any time: that is what is tried here.
                    let _ = converse(stream, manner, &received, &said).await;
                    *connections.lock().unwrap() -= 1;
                });
            }
        });
        sink
    }

    pub fn behave(&self, manner: Manner) {
        *self.manner.lock().unwrap() = manner;
    }

    pub fn received(&self) -> Vec<Received> {
        self.received.lock().unwrap().clone()
    }

    /// Every line that was said to it in the clear.
    pub fn said(&self) -> Vec<String> {
        self.said.lock().unwrap().clone()
    }

    /// Connections that are open now.
    pub fn open_connections(&self) -> usize {
        *self.connections.lock().unwrap()
    }
}

async fn converse(
    stream: TcpStream,
    manner: Manner,
    received: &Mutex<Vec<Received>>,
    said: &Mutex<Vec<String>>,
) -> std::io::Result<()> {
    let mut stream = BufReader::new(stream);
    if manner == Manner::Silent {
        // Until the other side hangs up.
        let mut ignored = Vec::new();
        return stream.read_to_end(&mut ignored).await.map(|_| ());
    }
    stream.write_all(b"220 sink\r\n").await?;
    let mut to = String::new();
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await? == 0 {
            return Ok(());
        }
        said.lock().unwrap().push(line.trim_end().to_owned());
        let verb = line.split([' ', '\r', ':']).next().unwrap_or_default().to_uppercase();
        let reply = match verb.as_str() {
            "EHLO" if manner == Manner::RefuseSignIn => "250-sink\r\n250 AUTH PLAIN\r\n",
            "EHLO" if manner == Manner::OfferTls => {
                "250-sink\r\n250-STARTTLS\r\n250 AUTH PLAIN\r\n"
            }
            "EHLO" => "250 sink\r\n",
            "STARTTLS" => {
                stream.write_all(b"220 go on\r\n").await?;
                let mut hello = [0; 1];
                stream.read_exact(&mut hello).await?;
                said.lock().unwrap().push(format!("TLS {hello:?}"));
                return Ok(());
            }
            "AUTH" => "535 5.7.8 bad credentials\r\n",
            "RCPT" => {
                to = line.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
                match &manner {
                    Manner::Busy => "451 4.7.1 greylisted\r\n",
                    Manner::Refuse(part) if to.contains(part) => "550 5.1.1 no such user\r\n",
                    _ => "250 ok\r\n",
                }
            }
            "DATA" => {
                stream.write_all(b"354 go on\r\n").await?;
                let raw = read_data(&mut stream).await?;
                received.lock().unwrap().push(Received { to: to.clone(), raw });
                if manner == Manner::CutAfterData {
                    return Ok(());
                }
                "250 taken\r\n"
            }
            "QUIT" => {
                stream.write_all(b"221 bye\r\n").await?;
                return Ok(());
            }
            _ => "250 ok\r\n",
        };
        stream.write_all(reply.as_bytes()).await?;
    }
}

async fn read_data(stream: &mut BufReader<TcpStream>) -> std::io::Result<Vec<u8>> {
    let mut raw = Vec::new();
    loop {
        let mut line = Vec::new();
        if stream.read_until(b'\n', &mut line).await? == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        if line == b".\r\n" {
            return Ok(raw);
        }
        raw.extend_from_slice(line.strip_prefix(b".").unwrap_or(&line));
    }
}
