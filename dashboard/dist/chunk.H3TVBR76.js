var e={running:"running",succeeded:"done",failed:"failed",cancelled:"cancelled"},t=n=>e[n],s=n=>n.slice(n.lastIndexOf("/")+1);export{t as a,s as b};
